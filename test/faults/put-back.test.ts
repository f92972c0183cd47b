import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { NamedEnd } from './child-protocol.ts'
import { openTestDesk } from './desk-over-folder.ts'
import { type OutsideKill, runChild } from './run-child.ts'
import { fillMailbox, type Ground, prepareGround } from './scenario.ts'

let ground: Ground

beforeAll(async () => {
  ground = await prepareGround()
})
afterAll(async () => {
  await ground.remove()
})

const at = (point: NamedEnd['point']): NamedEnd => ({ point, reach: 1, how: 'kill' })

describe('a deleted mail that is put back, in a process that is killed meanwhile', () => {
  const ends: readonly (readonly [string, { readonly end?: NamedEnd; readonly outside?: OutsideKill }])[] = [
    ['before anything is said to the server', { end: at('before-server-action') }],
    ['before the APPEND', { end: at('server-step-noted') }],
    ['1 ms into the APPEND', { outside: { points: 2, delayMs: 1 } }],
    ['4 ms into the APPEND', { outside: { points: 2, delayMs: 4 } }],
    ['when the server has it and the desk does not know', { end: at('after-server-action') }],
  ]
  for (const [where, { end = null, outside = null }] of ends) {
    it(`${where}: lies there once, and nothing is processed twice`, async () => {
      const { user, dataDir, job } = await fillMailbox(ground, {
        mode: 'delete',
        purgeUndesired: true,
        count: 4,
        seed: 61,
      })
      try {
        const emptied = await runChild(job)
        expect(emptied.errors).toBe('')
        const left = await ground.dovecot.messageCount(user, 'INBOX')
        const killed = await runChild({ ...job, putsBack: true, end }, outside)
        expect([killed.signal, killed.errors]).toEqual(['SIGKILL', ''])
        // The repeat finds what is there; the pass after it finds nothing to do.
        for (let run = 0; run < 2; run += 1) {
          const { result, errors } = await runChild(job)
          expect(errors).toBe('')
          expect(result).toMatchObject({ failure: null, new: 0, created: 0, updated: 0, seen: left + 1 })
        }
        expect(await ground.dovecot.messageCount(user, 'INBOX')).toBe(left + 1)
        const desk = await openTestDesk(dataDir)
        expect(await desk.ask('store.check', {})).toMatchObject({ ok: true, faults: [] })
        expect(await desk.ask('actions.list', {})).toContainEqual(
          expect.objectContaining({ kind: 'put-back', state: 'done' }),
        )
        await desk.close()
      } finally {
        await rm(dataDir, { recursive: true, force: true, maxRetries: 20 })
      }
    })
  }
})
