import { foldText } from '../../../store/fold-text.ts'

/** A word that a list is searched for: as it was typed, but for case, and without accents. */
export type SearchWord = { readonly typed: string; readonly folded: string }

/** Whoever pastes a whole mail is found by its first words. */
const MOST_WORDS = 20

/** The words of a search, each once; none when nothing was typed that could be found. */
export function searchWords(search: string): readonly SearchWord[] {
  const words = new Map<string, SearchWord>()
  // SQLite ends a pattern at a NUL.
  for (const typed of search
    .toWellFormed()
    .normalize('NFC')
    .toLowerCase()
    .split(/[\s\p{Cc}]+/u)) {
    const folded = foldText(typed).trim()
    if (folded !== '' && words.size < MOST_WORDS) words.set(folded, { typed, folded })
  }
  return [...words.values()]
}
