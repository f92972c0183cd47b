import { sql } from 'kysely'
import type { LeftOut } from '../ports.ts'
import { refusesAll } from '../sources/net/refuses-all.ts'
import type { DeskStore } from '../store/open.ts'

const NOT_HANDED_OVER = 'The server did not hand over this message; it is asked for again later.'

const FIRST_DISTANCE_MS = 60_000
const LONGEST_DISTANCE_MS = 6 * 3_600_000

/** So many asked for, and none of them came: then nobody has to ask for thousands to know. */
const PROOF_OF_SERVER = 10

/** What is left out, by the id of its row, with the reason that a person reads. */
export type MissingRow = {
  readonly id: number
  readonly reason: string
  /** A file on this machine: looking again costs nothing, and a person may mend it at any time. */
  readonly isLocal: boolean
}

/** The reason has the server's own words where there are any. */
export function missingRow(id: number, leftOut: LeftOut | undefined): MissingRow {
  if (leftOut?.kind === 'unreadable') return { id, reason: leftOut.why, isLocal: true }
  const said = leftOut && leftOut.why !== '' ? ` ${leftOut.why}` : ''
  return { id, reason: NOT_HANDED_OVER + said, isLocal: false }
}

/**
 * How long after its nth failure in a row a message is asked for again: at the next check, as most failures pass; then
 * after a minute, two, four, up to six hours.
 */
export function askAgainAfterMs(failures: number): number {
  return failures < 2 ? 0 : Math.min(FIRST_DISTANCE_MS * 2 ** Math.min(failures - 2, 20), LONGEST_DISTANCE_MS)
}

/** They stay `new` with their reason, and come after all others from now on. */
export async function noteMissing(store: DeskStore, missing: readonly MissingRow[], now: number): Promise<void> {
  if (missing.length === 0) return
  await store.write(async tx => {
    for (const { id, reason, isLocal } of missing) {
      const waiting = tx.updateTable('message').where('id', '=', id).where('state', '=', sql.lit('new'))
      const { fetch_failures: before } = await tx
        .selectFrom('message')
        .select('fetch_failures')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      const failures = before + 1
      await waiting
        .set({
          reason_code: 'source-unreadable',
          reason,
          fetch_failures: failures,
          fetch_after: isLocal ? 0 : now + askAgainAfterMs(failures),
        })
        .execute()
    }
  })
}

/** What a pass has asked its server for. One message that does not come is that message's; when none comes, it is not. */
export type Tally = {
  readonly failed: number
  /** `leftOut` of a fetch of which `came` came. Throws AppError `connection-failed` when there is no doubt any more. */
  count(came: number, leftOut: Iterable<LeftOut>): void
  /** Throws the same when nothing at all came, however little was asked for. */
  assertAnyCame(): void
}

export function createTally(): Tally {
  let arrived = 0
  let failed = 0
  let last = ''
  const assertBelow = (most: number) => {
    if (arrived === 0 && failed >= most) throw refusesAll(last)
  }
  return {
    get failed() {
      return failed
    },
    count(came, leftOut) {
      arrived += came
      for (const { kind, why } of leftOut) {
        if (kind !== 'refused' && kind !== 'broke') continue
        failed += 1
        last = why
      }
      assertBelow(PROOF_OF_SERVER)
    },
    assertAnyCame: () => assertBelow(1),
  }
}
