import { describe, expect, it } from 'vitest'
import { createImapSource } from '../../src-main/engine/sources/imap/imap-source.ts'
import { playGmail } from './gmail.ts'
import { against, never, refusalOf, withSession } from './imap-case.ts'
import { noNotes } from './source-ports.ts'

const ALL = '[Gmail]/All Mail'
const TRASH = '[Gmail]/Bin'

describe('deleting at Gmail', () => {
  it.each([
    ['INBOX', 'INBOX'],
    ['All Mail', ALL],
  ])('from %s means the trash: the mail leaves the inbox and All Mail as well', async (_, mailbox) => {
    const gmail = playGmail(['One', 'Two'])
    await withSession({ scripts: [gmail.script], options: { mailbox } }, async session => {
      expect(await session.remove('1')).toBe('done')
      expect(await session.remove('1')).toBe('gone')
    })
    expect([gmail.holds('INBOX'), gmail.holds('all'), gmail.holds('trash')]).toEqual([['Two'], ['Two'], ['One']])
    expect(gmail.heard()).not.toContain('UID EXPUNGE')
  })

  it('from the trash is for good', async () => {
    const gmail = playGmail(['One'])
    await withSession({ scripts: [gmail.script] }, session => session.remove('1'))
    await withSession({ scripts: [gmail.script], options: { mailbox: TRASH } }, session => session.remove('1'))
    expect([gmail.holds('all'), gmail.holds('trash')]).toEqual([[], []])
  })

  it('takes the label away where the account hides its trash, and the test says so before', async () => {
    const gmail = playGmail(['One'], { showsTrash: false })
    await against({ scripts: [gmail.script] }, async options => {
      const steps = await createImapSource(options).test(never)
      expect(steps.at(-1)).toMatchObject({ name: 'permission', ok: true, message: expect.stringContaining('All Mail') })
    })
    await withSession({ scripts: [gmail.script] }, session => session.remove('1'))
    expect([gmail.holds('INBOX'), gmail.holds('all')]).toEqual([[], ['One']])
  })

  it('is refused in All Mail where the trash is hidden: the mail would not even leave', async () => {
    const gmail = playGmail(['One'], { showsTrash: false })
    await against({ scripts: [gmail.script], options: { mailbox: ALL } }, async options => {
      const steps = await createImapSource(options).test(never)
      expect(steps.at(-1)).toMatchObject({ name: 'permission', ok: false, field: 'mailbox' })
    })
    await withSession({ scripts: [gmail.script], options: { mailbox: ALL } }, async session => {
      expect(await refusalOf(session.remove('1'))).toMatchObject({ code: 'not-allowed', field: 'mailbox' })
    })
    expect(gmail.holds('all')).toEqual(['One'])
    expect(gmail.heard()).not.toContain('UID STORE')
  })
})

describe('moving at Gmail', () => {
  it('gives the mail another label', async () => {
    const gmail = playGmail(['One', 'Two'])
    await withSession({ scripts: [gmail.script] }, async session => {
      expect(await session.move('1', 'Done', noNotes)).toBe('done')
      expect(await session.move('1', 'Done', noNotes)).toBe('gone')
    })
    expect([gmail.holds('INBOX'), gmail.holds('Done')]).toEqual([['Two'], ['One']])
  })

  it('is refused out of All Mail, where it would only add a label, but for the trash', async () => {
    const gmail = playGmail(['One', 'Two'])
    await withSession({ scripts: [gmail.script], options: { mailbox: ALL } }, async session => {
      const refusal = await refusalOf(session.move('1', 'Done', noNotes))
      expect(refusal).toMatchObject({ code: 'not-allowed', field: 'mailbox' })
      expect(refusal.message).toContain('only adds a label')
      expect(await session.move('2', TRASH, noNotes)).toBe('done')
    })
    expect([gmail.holds('all'), gmail.holds('Done'), gmail.holds('trash')]).toEqual([['One'], [], ['Two']])
  })

  it('says in the test that nothing can be moved out of All Mail', async () => {
    const gmail = playGmail(['One'])
    await against({ scripts: [gmail.script], options: { mailbox: ALL } }, async options => {
      const steps = await createImapSource(options).test(never)
      expect(steps.at(-1)).toMatchObject({ name: 'permission', ok: true })
      expect(steps.at(-1)?.message).toContain('only adds a label')
      expect(steps.at(-1)?.message).toContain(TRASH)
    })
  })
})
