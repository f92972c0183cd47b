/** One change that breaks a promise, and the tests that have to notice. `find` stands in the file exactly once. */
export type Plant = {
  /** What would be wrong then, in a few words and without an apostrophe: it is quoted on a command line. */
  readonly name: string
  readonly file: string
  readonly find: string
  readonly replace: string
  readonly tests: readonly string[]
  /** Part of the name of the one test of these that has to notice; without it all of them run until one fails. */
  readonly test?: string
}

/** The file as it would be with the change. */
export function planted({ name, file, find, replace }: Plant, source: string): string {
  if (source.split(find).length !== 2) throw new Error(`“${name}”: its place is not in ${file}, or not once.`)
  return source.replace(find, () => replace)
}
