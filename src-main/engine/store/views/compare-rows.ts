import { rowSet } from './row-set.ts'

/** How many of `now` are not among `before`, and how many of `before` are not among `now`. */
export function compareRows(
  before: ArrayLike<number>,
  now: ArrayLike<number>,
): { readonly arrived: number; readonly left: number } {
  const known = rowSet(before)
  let stayed = 0
  for (let at = 0; at < now.length; at += 1) if (known.has(now[at] ?? 0)) stayed += 1
  return { arrived: now.length - stayed, left: before.length - stayed }
}
