import type { Mail } from '../../mail/model.ts'

export type Headers = Mail['automaticHeaders']

/** `name: value` of a header, as evidence. */
export function evidence(name: string, value: string): string {
  return value === '' ? `${name}: (empty)` : `${name}: ${value}`
}

export function headerValue(headers: Headers, name: string): string | null {
  return headers.find(header => header.name === name)?.value.trim() ?? null
}

/** The first word of a structured header: parameters after `;` and comments in brackets do not count, nor does case. */
export function keywordOf(headers: Headers, name: string): string {
  const value = headerValue(headers, name) ?? ''
  return (
    value
      .replace(/\([^)]*\)/g, ' ')
      .split(';')[0]
      ?.trim()
      .toLowerCase() ?? ''
  )
}

/** The values of a header that is a list, in any case; several fields of that name count as one. */
export function listOf(headers: Headers, name: string): readonly string[] {
  return headers
    .filter(header => header.name === name)
    .flatMap(header => header.value.split(/[,;\s]+/))
    .map(word => word.toLowerCase())
    .filter(word => word !== '')
}

/** The envelope had no sender: `<>`, or what a local delivery agent wrote in its place. */
export function isNullSender(headers: Headers): boolean {
  const path = headerValue(headers, 'return-path')
  return path !== null && (/^<?\s*>?$/.test(path) || /^<?mailer-daemon(?:@[^>]*)?>?$/i.test(path))
}
