/** One of several short texts in a form; `key` stays with it while lines are moved. */
export type TextLine = { readonly key: string; readonly text: string }

export function newLine(text = ''): TextLine {
  return { key: crypto.randomUUID(), text }
}

/** Empty lines say nothing. */
export function writtenLines(lines: readonly TextLine[]): readonly TextLine[] {
  return lines.filter(({ text }) => text.trim() !== '')
}
