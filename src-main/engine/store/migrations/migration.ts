/** One step from an older store to a newer one; run in a transaction of its own, once, in the order of the numbers. */
export type Migration = {
  readonly number: number
  readonly name: string
  readonly sql: string
  /** What the SQL may call for text that rows have already; not known outside of the migration. */
  readonly functions?: Readonly<Record<string, (text: string) => string>>
}
