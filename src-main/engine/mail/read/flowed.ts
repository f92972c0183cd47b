/**
 * Joins the soft line breaks of format=flowed (RFC 3676): a line that ends in a blank goes on in the next one of the
 * same quote depth. The signature line `-- ` ends a paragraph.
 */
export function decodeFlowed(text: string, deleteSpace: boolean): string {
  const out: string[] = []
  let open: { depth: number } | null = null
  for (const line of text.split('\n')) {
    const quotes = /^>*/.exec(line)?.[0] ?? ''
    const content = line.slice(quotes.length).replace(/^ /, '')
    const signature = content === '-- '
    const flows = content.endsWith(' ') && !signature
    const piece = flows && deleteSpace ? content.slice(0, -1) : content
    if (open && open.depth === quotes.length && !signature) out.push(`${out.pop() ?? ''}${piece}`)
    else out.push(quotes === '' ? piece : `${quotes} ${piece}`)
    open = flows ? { depth: quotes.length } : null
  }
  return out.join('\n')
}
