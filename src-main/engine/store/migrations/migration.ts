/** One step from an older store to a newer one; run in a transaction of its own, once, in the order of the numbers. */
export type Migration = {
  readonly number: number
  readonly name: string
  readonly sql: string
  /**
   * Makes a table anew that others refer to. References are looked at when it has ended, not meanwhile: a table that is
   * dropped would take what hangs on its rows with it.
   */
  readonly rebuildsTables?: boolean
  /** What the SQL may call for text that rows have already; not known outside of the migration. */
  readonly functions?: Readonly<Record<string, (text: string) => string>>
}
