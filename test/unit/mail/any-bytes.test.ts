import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readMail } from '../../../src-main/engine/mail/read/read-mail.ts'
import { considerMail, plainInbox } from '../../../src-main/engine/poll/messages/explain-mail.ts'
import { resolveRules } from '../../../src-main/engine/settings/inbox-rules.ts'
import { Settings } from '../../../src-preload/contract/settings/settings.ts'
import { anyBytes, anyMail, damagedMail } from '../../fixtures/any-mails.ts'
import { brokenPromises } from '../../fixtures/mail-promises.ts'
import { type TempStore, tempStore } from '../../store/temp-store.ts'
import { ordinaryRules } from './reading.ts'

/** The same mails each time; `npm run soak` looks at others. A failure prints the seed and the smallest mail. */
const seed = Number(process.env['POSTDESK_SEED'] ?? 1)
const smoke = { seed, interruptAfterTimeLimit: 8_000, markInterruptAsFailure: false }

async function promisesOf(raw: Uint8Array): Promise<readonly string[]> {
  return brokenPromises(await readMail({ raw, rules: ordinaryRules, patternBounds: 'reader' }))
}

describe(`any bytes (seed ${seed})`, () => {
  it('are read, or refused in words, within all bounds and with safe HTML', async () => {
    const holds = async (raw: Uint8Array) => {
      expect(await promisesOf(raw)).toEqual([])
    }
    await fc.assert(fc.asyncProperty(anyBytes, holds), { ...smoke, numRuns: 400 })
  })

  it('of a damaged mail are read, and no word of it is lost between the new part and what was cut', async () => {
    const holds = async (raw: Uint8Array) => {
      expect(await promisesOf(raw)).toEqual([])
    }
    await fc.assert(fc.asyncProperty(damagedMail, holds), { ...smoke, numRuns: 1_000 })
  })

  it('read twice give the same answer', async () => {
    const answer = async (raw: Uint8Array) => {
      const reply = await readMail({ raw, rules: ordinaryRules, patternBounds: 'reader' })
      return reply.ok ? reply.mail : [reply.failure, reply.envelope]
    }
    const holds = async (raw: Uint8Array) => {
      expect(await answer(raw)).toEqual(await answer(raw))
    }
    await fc.assert(fc.asyncProperty(anyMail, holds), { ...smoke, numRuns: 100 })
  })
})

describe(`any mail at the desk (seed ${seed})`, () => {
  let temp: TempStore
  beforeAll(() => {
    temp = tempStore()
  })
  afterAll(() => temp.remove())

  it('has exactly one decision, or the reason why there is none', async () => {
    const tools = {
      reader: { read: readMail, close: async () => {} },
      messageIdKey: { deskId: 'any', key: 'key of any mail' },
      reads: temp.store.reads,
    }
    const rules = resolveRules(plainInbox, Settings.parse({}))
    const kinds = new Set<string>()
    const holds = async (raw: Uint8Array) => {
      const subject = { rowId: null, sizeBytes: raw.length, receivedAt: Date.UTC(2026, 2, 2), whole: true }
      const { explanation, mail, decided } = await considerMail(tools, { ...subject, file: 'any.eml', raw, rules })
      if (explanation.ok) {
        kinds.add(decided?.decision.kind ?? '')
        expect([explanation.error, decided?.decision.because]).toEqual([null, expect.stringMatching(/\S/)])
      } else expect([mail, decided, explanation.error]).toEqual([null, null, expect.stringMatching(/\S/)])
    }
    await fc.assert(fc.asyncProperty(anyMail, holds), { ...smoke, numRuns: 300 })
    expect(kinds.has('')).toBe(false)
  })
})
