/** What is wrong with one line of a form's text; lines count from 1. */
export type LineProblem = { readonly line: number; readonly reason: string }
type ColonLine = { readonly line: number; readonly left: string; readonly right: string }

/** Lines of the form `left:right`, both trimmed; others become problems. */
export function colonLines(text: string, problems: LineProblem[], form: string): readonly ColonLine[] {
  const found: ColonLine[] = []
  for (const [index, raw] of text.split(/\r\n|\n|\r/).entries()) {
    if (raw.trim() === '') continue
    const colon = raw.indexOf(':')
    const left = raw.slice(0, colon).trim()
    if (colon < 0 || left === '') problems.push({ line: index + 1, reason: `This line is not of the form ${form}.` })
    else found.push({ line: index + 1, left, right: raw.slice(colon + 1).trim() })
  }
  return found
}
