import { foldText } from '../store/fold-text.ts'

/** The form in which two names are the same name: no case, no accents, single spaces. */
export function foldName(text: string): string {
  return foldText(text).replace(/\s+/g, ' ').trim()
}
