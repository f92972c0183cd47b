import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type End, type Ground, prepareGround, runScenario } from './scenario.ts'

let ground: Ground

beforeAll(async () => {
  // Dovecot without MOVE: a mail is copied, marked and expunged, and each of them may be the last thing that happens.
  ground = await prepareGround({ imapCapability: 'IMAP4rev1 LITERAL+ UIDPLUS ESEARCH' })
})

afterAll(async () => {
  await ground.remove()
})

/** Two notes a mail: before its COPY, and when its new UID is known. */
const beforeCopy = (mail: number): End => ({ point: 'server-step-noted', reach: mail * 2 - 1, how: 'kill' })
const afterCopy = (mail: number): End => ({ point: 'server-step-noted', reach: mail * 2, how: 'kill' })
const afterExpunge = (mail: number): End => ({ point: 'after-server-action', reach: mail, how: 'kill' })

describe('a move by COPY and EXPUNGE that is killed in the middle leaves one copy, in the target', () => {
  const cases: readonly (readonly [string, readonly [End, ...End[]]])[] = [
    ['before the COPY', [beforeCopy(3)]],
    ['between COPY and STORE', [afterCopy(3)]],
    [
      'between COPY and STORE, again at the next start, and of another mail',
      [afterCopy(1), afterCopy(1), afterCopy(4)],
    ],
    ['after the EXPUNGE', [afterExpunge(2)]],
  ]
  for (const [where, ends] of cases) {
    it(where, async () => {
      const outcome = await runScenario(ground, { mode: 'move', purgeUndesired: false, count: 14, seed: 51, ends })
      expect(outcome.losses).toEqual([])
      expect(outcome.kind).toBe('killed')
      expect(outcome.ended).toHaveLength(ends.length)
    })
  }

  it('by an orderly close', async () => {
    const ends: readonly [End] = [{ point: 'server-step-noted', reach: 4, how: 'close' }]
    const outcome = await runScenario(ground, { mode: 'move', purgeUndesired: false, count: 14, seed: 52, ends })
    expect(outcome.losses).toEqual([])
    expect(outcome.kind).toBe('killed')
  })
})
