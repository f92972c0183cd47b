import { evidence, type Headers, headerValue, keywordOf } from './machine-headers.ts'

/** RFC 2369, RFC 2919, and what list servers wrote before them. List-Unsubscribe alone is what every newsletter has. */
const listHeaders: readonly string[] = [
  'list-id',
  'list-post',
  'list-help',
  'list-subscribe',
  'mailing-list',
  'x-mailing-list',
  'x-beenthere',
]

export function mailingListSign(headers: Headers): string | null {
  for (const name of listHeaders) {
    const value = headerValue(headers, name)
    if (value) return evidence(name, value)
  }
  return keywordOf(headers, 'precedence') === 'list' ? evidence('precedence', 'list') : null
}

/** Mail to many, or from a program that nobody asked: both may tell of something to do, and nobody reads an answer. */
export function bulkSign(headers: Headers): string | null {
  const precedence = keywordOf(headers, 'precedence')
  if (/^(?:bulk|junk)$/.test(precedence)) return evidence('precedence', precedence)
  const unsubscribe = headerValue(headers, 'list-unsubscribe')
  if (unsubscribe) return evidence('list-unsubscribe', unsubscribe)
  return keywordOf(headers, 'auto-submitted') === 'auto-generated'
    ? evidence('auto-submitted', headerValue(headers, 'auto-submitted') ?? '')
    : null
}
