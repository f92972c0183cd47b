const LONGEST_SEARCH = 500
const MOST_WORDS = 20

/**
 * An FTS5 expression for what a person typed: all of the words have to be there, the last one may be unfinished. Text in
 * double quotes stays together. Every word is quoted, so that nothing typed is ever read as an operator. Null when
 * there is no letter and no digit in it.
 */
export function fullTextQuery(text: string): string | null {
  const typed = text.toWellFormed().normalize('NFC').slice(0, LONGEST_SEARCH)
  const phrases = [...typed.matchAll(/"([^"]*)"|[^\s"]+/g)]
    .map(([whole, quoted]) => ({ text: wordsOf(quoted ?? whole), finished: quoted !== undefined }))
    .filter(phrase => phrase.text !== '')
    .slice(0, MOST_WORDS)
  if (phrases.length === 0) return null
  const endsInWord = /[\p{L}\p{N}]$/u.test(typed)
  return phrases
    .map(({ text: words, finished }, index) => {
      const unfinished = index === phrases.length - 1 && endsInWord && !finished
      return `"${words}"${unfinished ? ' *' : ''}`
    })
    .join(' AND ')
}

/** Only what the tokenizer counts as part of a word: an empty phrase would match nothing. */
function wordsOf(text: string): string {
  return text.match(/[\p{L}\p{N}\p{M}]+/gu)?.join(' ') ?? ''
}
