import { createHash } from 'node:crypto'
import { type EndPageKind, type EndPageLanguage, endPageTexts } from './end-page-texts.ts'

export type EndPage = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly html: string
}

const STYLE =
  'body{font:1.1rem/1.6 system-ui,sans-serif;max-width:34rem;margin:18vh auto 0;padding:0 1.5rem;color-scheme:light dark}h1{font-size:1.5rem}'
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

const statuses: Readonly<Record<EndPageKind, number>> = { done: 200, failed: 200, over: 410, unknown: 400 }

/**
 * The page at the end of a sign-in: says what to do next, runs nothing, loads nothing, and is kept nowhere, because its
 * address holds the code. `detail` is what went wrong; it is in English, as are all such sentences of the engine.
 */
export function makeEndPage(kind: EndPageKind, acceptLanguage: string | undefined, detail = ''): EndPage {
  const language = preferredLanguage(acceptLanguage)
  const { title, next } = endPageTexts[language][kind]
  const why = detail === '' ? '' : `<p lang="en">${escapeHtml(detail)}</p>`
  return {
    status: statuses[kind],
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      connection: 'close',
    },
    html: `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Postdesk</title><style>${STYLE}</style><h1>${title}</h1>${why}<p>${next}</p></html>`,
  }
}

/** English unless French stands higher (RFC 9110, 12.5.4). */
function preferredLanguage(header = ''): EndPageLanguage {
  let best: { language: EndPageLanguage; weight: number } = { language: 'en', weight: 0 }
  for (const part of header.slice(0, 500).split(',')) {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';')
    const language = range.split('-')[0]
    const quality = parameters.find(parameter => parameter.trim().startsWith('q='))
    const weight = quality === undefined ? 1 : Number(quality.trim().slice(2))
    if ((language === 'en' || language === 'fr') && weight > best.weight) best = { language, weight }
  }
  return best.language
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`)
}
