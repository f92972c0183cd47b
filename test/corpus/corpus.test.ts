import { afterAll, describe, expect, test } from 'vitest'
import { readMail } from '../../src-main/engine/mail/read/read-mail.ts'
import { explainMail, plainInbox } from '../../src-main/engine/poll/messages/explain-mail.ts'
import { resolveRules } from '../../src-main/engine/settings/inbox-rules.ts'
import { InboxConfig } from '../../src-preload/contract/entities/inbox.ts'
import { Settings } from '../../src-preload/contract/settings/settings.ts'
import { tempStore } from '../store/temp-store.ts'
import { CLIENTS, LANGUAGES, readCases } from './case-file.ts'

const cases = readCases()
const { store, remove } = tempStore()
afterAll(remove)

const tools = {
  reader: { read: readMail, close: async () => {} },
  messageIdKey: { deskId: 'corpus', key: 'key of the corpus' },
  reads: store.reads,
}

describe('the corpus', () => {
  test.for(cases.map(each => [each.name, each.about, each] as const))(
    '%s: %s',
    async ([, , { raw, settings, expected }]) => {
      const config = InboxConfig.parse({ ...plainInbox, settings })
      const rules = resolveRules(config, Settings.parse({}))
      const subject = { rowId: null, sizeBytes: raw.length, receivedAt: Date.UTC(2026, 0, 31), whole: true }
      const answer = await explainMail(tools, { ...subject, file: 'mail.eml', raw, rules })
      expect(answer).toMatchObject(expected)
    },
  )
})

describe('what the corpus covers', () => {
  const count = (holds: (each: (typeof cases)[number]) => boolean) => cases.filter(holds).length

  test('at least 120 mails', () => {
    expect(cases.length).toBeGreaterThanOrEqual(120)
  })

  test.for(CLIENTS)('at least 5 mails of %s', client => {
    expect(count(each => each.client === client)).toBeGreaterThanOrEqual(5)
  })

  test.for(LANGUAGES)('at least 2 mails in %s', language => {
    expect(count(each => each.language === language)).toBeGreaterThanOrEqual(2)
  })

  test.for(['B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'B8', 'B9', 'B10', 'B11', 'B12', 'C2', 'C4'])('row %s', row => {
    expect(count(each => each.features.includes(row))).toBeGreaterThanOrEqual(1)
  })
})
