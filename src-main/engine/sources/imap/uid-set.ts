/**
 * UIDs as the sequence set of RFC 3501 section 9, runs as ranges: [1, 2, 3, 5] is `1:3,5`. A range is only written
 * where every UID in it was asked for, so nothing else comes back.
 */
export function compressUids(uids: readonly number[]): string {
  const sorted = [...new Set(uids)].sort((a, b) => a - b)
  const parts: string[] = []
  let first: number | undefined
  let last: number | undefined
  for (const uid of sorted) {
    if (first !== undefined && last !== undefined && uid === last + 1) {
      last = uid
      continue
    }
    if (first !== undefined && last !== undefined) parts.push(writeRange(first, last))
    first = uid
    last = uid
  }
  if (first !== undefined && last !== undefined) parts.push(writeRange(first, last))
  return parts.join(',')
}

function writeRange(first: number, last: number): string {
  return first === last ? String(first) : `${first}:${last}`
}

const partOfSet = /^[1-9]\d{0,9}(:[1-9]\d{0,9})?$/

/** The UIDs of a sequence set, each once and rising; null when it is none, or names more than `most`. */
export function expandUids(set: string, most: number): readonly number[] | null {
  const uids = new Set<number>()
  let named = 0
  for (const part of set.split(',')) {
    if (!partOfSet.test(part)) return null
    const ends = part.split(':').map(Number)
    const [first, last] = [Math.min(...ends), Math.max(...ends)]
    named += last - first + 1
    if (named > most) return null
    for (let uid = first; uid <= last; uid++) uids.add(uid)
  }
  return [...uids].sort((a, b) => a - b)
}

/** How many UIDs a sequence set names, without writing them out; parts that are none count for nothing. */
export function countUids(set: string): number {
  return set.split(',').reduce((sum, part) => {
    if (!partOfSet.test(part)) return sum
    const [first = 0, last = first] = part.split(':').map(Number)
    return sum + Math.abs(last - first) + 1
  }, 0)
}

/** The UID as a number. A uid of another form is our bug: it came from an IMAP listing. */
export function parseUid(uid: string): number {
  const value = /^[1-9]\d{0,9}$/.test(uid) ? Number(uid) : Number.NaN
  if (!isUid(value)) throw new TypeError(`Not an IMAP UID: ${JSON.stringify(uid)}`)
  return value
}

/** A number that RFC 3501 lets a UID be; broken servers have told others. */
export function isUid(value: number): boolean {
  return value >= 1 && value <= 0xffff_ffff
}
