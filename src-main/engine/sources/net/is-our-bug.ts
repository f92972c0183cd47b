/** Not the world's failure: it is thrown as it is, never told as a lost line. */
export function isOurBug(error: unknown): boolean {
  return error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError
}
