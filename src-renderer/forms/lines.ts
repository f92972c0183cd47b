/** One entry of a field that takes one a line; `line` from 1. */
export type Line = { readonly line: number; readonly text: string }

/** The lines that say something, each with its number in the text. */
export function readLines(text: string): readonly Line[] {
  return text
    .split('\n')
    .map((each, index) => ({ line: index + 1, text: each.trim() }))
    .filter(each => each.text !== '')
}
