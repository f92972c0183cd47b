import { toRowId } from './ids.ts'

/** Each id once, in the order asked. */
export function changeIds(ids: readonly string[]): readonly number[] {
  return [...new Set(ids.map(id => toRowId(id)))]
}
