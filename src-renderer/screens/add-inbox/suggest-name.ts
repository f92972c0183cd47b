/** What an inbox may be called after its address: `it.support@example.org` is “It support”. */
export function suggestName(address: string): string {
  const words = address
    .replace(/@.*$/s, '')
    .split(/[._+-]+/)
    .filter(Boolean)
    .join(' ')
    .trim()
  const [first = ''] = words
  return first.toLocaleUpperCase() + words.slice(first.length)
}
