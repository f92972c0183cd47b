import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FolderDesk, mailToDesk, openFolderDesk } from './folder-desk.ts'
import { mailOf } from './mailbox-desk.ts'
import { type OauthDesk, openOauthDesk } from './oauth-desk.ts'

let mails = 0
const another = () => {
  mails += 1
  return { subject: `Request ${mails}`, messageId: `<copy-${mails}@example.org>` }
}

describe('a copy of an inbox on the same folder', () => {
  let desk: FolderDesk
  beforeAll(async () => {
    desk = await openFolderDesk()
  })
  afterAll(() => desk?.close())
  const inbox = (id: string) => desk.ask('inboxes.get', { id })
  const poll = async (id: string) => (await desk.ask('inboxes.poll', { id })).inboxes[0]

  it('starts inactive, with the settings and the record of messages of its source', async () => {
    const path = await desk.mailFolder([mailToDesk(another()), mailToDesk(another())])
    const id = await desk.addInbox(path, { name: 'Support', target_class: 'Incident' })
    await poll(id)
    const copy = await desk.ask('inboxes.copy', { id, auth: 'same' })
    expect(await inbox(copy.id)).toMatchObject({
      name: 'Support (copy)',
      active: false,
      counts: { processed: 2, new: 0 },
      config: { path, target_class: 'Incident', active: false },
    })
    expect(await inbox(id)).toMatchObject({ active: true })
    expect((await desk.ask('inboxes.copy', { id, auth: 'same', name: 'Support, Sundays' })).id).not.toBe(copy.id)
    expect((await desk.ask('overview.get', { days: 1 })).hindrances).toEqual([])
  })

  it('checked by hand beside its source processes nothing twice, at the same moment too', async () => {
    const path = await desk.mailFolder([mailToDesk(another())])
    const id = await desk.addInbox(path)
    await poll(id)
    const copy = await desk.ask('inboxes.copy', { id, auth: 'same' })
    await desk.deliver(path, [mailToDesk(another()), mailToDesk(another())])
    const before = (await desk.tickets()).length
    const results = await Promise.all([poll(copy.id), poll(id), poll(copy.id)])
    expect(results.map(result => result?.failure)).toEqual([null, null, null])
    expect((await desk.tickets()).length).toBe(before + 2)
    expect(await poll(copy.id)).toMatchObject({ seen: 3, created: 0, skipped: 3 })
  })

  it('activated deactivates its source at once, and back again', async () => {
    const path = await desk.mailFolder([mailToDesk(another())])
    const id = await desk.addInbox(path)
    await poll(id)
    const copy = await desk.ask('inboxes.copy', { id, auth: 'same' })
    await desk.ask('inboxes.setActive', { id: copy.id, active: true })
    expect([(await inbox(id)).active, (await inbox(copy.id)).active]).toEqual([false, true])
    expect((await desk.messages(copy.id)).map(({ inboxId }) => inboxId)).toEqual([copy.id])
    expect(await poll(copy.id)).toMatchObject({ seen: 1, created: 0, skipped: 1 })
    // In the form it is the same switch.
    await desk.ask('inboxes.save', { id, config: { ...(await inbox(id)).config, active: true } })
    expect([(await inbox(id)).active, (await inbox(copy.id)).active]).toEqual([true, false])
    expect((await inbox(copy.id)).config.active).toBe(false)
  })

  it('waits for the first look together with its source', async () => {
    const path = await desk.mailFolder([mailToDesk(another()), mailToDesk(another())])
    const id = await desk.addInbox(path, {}, true)
    const copy = await desk.ask('inboxes.copy', { id, auth: 'same' })
    expect((await inbox(copy.id)).awaitsFirstLook).toBe(true)
    await desk.ask('inboxes.setActive', { id: copy.id, active: true })
    expect(await poll(copy.id)).toMatchObject({ created: 0 })
    await desk.ask('inboxes.answerFirstLook', { id: copy.id, choice: { take: 'new-only' } })
    expect((await inbox(id)).awaitsFirstLook).toBe(false)
    expect((await inbox(id)).counts).toMatchObject({ ignored: 2, new: 0 })
  })

  it('stands there as a copy only: no other inbox comes onto the folder', async () => {
    const path = await desk.mailFolder()
    const id = await desk.addInbox(path)
    const copy = await desk.ask('inboxes.copy', { id, auth: 'same' })
    const { config } = await inbox(copy.id)
    expect(await desk.ask('inboxes.check', { id: copy.id, config })).toEqual([])
    await desk.ask('inboxes.save', { id: copy.id, config: { ...config, name: 'Renamed' } })
    const second = { ...config, name: 'Second', active: false }
    expect(await desk.refusal('inboxes.save', { config: second })).toMatchObject({ code: 'conflict', field: 'path' })
    const elsewhere = await desk.addInbox(await desk.mailFolder())
    expect(await desk.refusal('inboxes.save', { id: elsewhere, config: second })).toMatchObject({ code: 'conflict' })
    expect(await desk.refusal('inboxes.copy', { id, auth: 'oauth' })).toMatchObject({ field: 'auth' })
    expect(await desk.refusal('inboxes.copy', { id: '999', auth: 'same' })).toMatchObject({ code: 'not-found' })
  })

  it('keeps the record of messages when its source is removed', async () => {
    const path = await desk.mailFolder([mailToDesk(another())])
    const id = await desk.addInbox(path)
    await poll(id)
    const copy = await desk.ask('inboxes.copy', { id, auth: 'same' })
    await desk.ask('inboxes.remove', { id })
    expect((await desk.messages(copy.id)).map(({ inboxId }) => inboxId)).toEqual([copy.id])
    await desk.ask('inboxes.setActive', { id: copy.id, active: true })
    expect(await poll(copy.id)).toMatchObject({ created: 0, skipped: 1 })
  })
})

describe('a password inbox on a real server', () => {
  let desk: OauthDesk
  beforeAll(async () => {
    desk = await openOauthDesk()
  })
  afterAll(async () => {
    await desk?.close()
  })

  it('becomes an OAuth inbox in one action, and no mail is processed twice', async () => {
    const { id } = await desk.addInbox('walter', { auth_option: 'PLAIN' })
    await desk.deliver('walter', [mailOf(another()), mailOf(another())])
    expect(await desk.poll(id)).toMatchObject({ created: 2, failure: null })
    const copy = await desk.ask('inboxes.copy', { id, auth: 'oauth' })
    expect(await desk.ask('inboxes.get', { id: copy.id })).toMatchObject({
      active: false,
      hasPassword: false,
      config: { auth_option: 'automatic' },
    })

    // Nobody has signed in yet: the inbox that works goes on working.
    const refusal = await desk.refusal('inboxes.setActive', { id: copy.id, active: true })
    expect(refusal).toMatchObject({ field: 'oauth_account' })
    expect(await desk.ask('inboxes.get', { id })).toMatchObject({ active: true })

    const { ended } = await desk.signIn({ clientId: desk.clientId }, 'walter')
    const { config } = await desk.ask('inboxes.get', { id: copy.id })
    const signedIn = { ...config, oauth_account: ended.accountId ?? '' }
    await desk.ask('inboxes.save', { id: copy.id, config: signedIn })
    expect(await desk.ask('inboxes.test', { id: copy.id })).toMatchObject({ ok: true })
    await desk.ask('inboxes.setActive', { id: copy.id, active: true })
    expect(await desk.ask('inboxes.get', { id })).toMatchObject({ active: false, hasPassword: true })

    await desk.deliver('walter', [mailOf(another())])
    expect(await desk.poll(copy.id)).toMatchObject({ seen: 3, created: 1, skipped: 2, failure: null })
    expect((await desk.tickets()).length).toBe(3)
    expect((await desk.ask('inboxes.get', { id: copy.id })).counts).toMatchObject({ processed: 3, new: 0 })
  })

  it('with the account named at once is ready to take over; a duplicate keeps its password', async () => {
    const { id } = await desk.addInbox('wanda')
    const { ended } = await desk.signIn({ clientId: desk.clientId }, 'wanda')
    const account = ended.accountId ?? ''
    const copy = await desk.ask('inboxes.copy', { id, auth: 'oauth', oauthAccount: account, name: 'Wanda by OAuth' })
    expect(await desk.ask('inboxes.get', { id: copy.id })).toMatchObject({
      name: 'Wanda by OAuth',
      config: { auth: 'oauth', oauth_account: account },
    })
    await desk.ask('inboxes.setActive', { id: copy.id, active: true })
    expect(await desk.poll(copy.id)).toMatchObject({ failure: null })
    const unknown = { id, auth: 'oauth', oauthAccount: '999' }
    expect(await desk.refusal('inboxes.copy', unknown)).toMatchObject({ field: 'oauth_account' })

    const duplicate = await desk.ask('inboxes.copy', { id, auth: 'same' })
    expect(await desk.ask('inboxes.get', { id: duplicate.id })).toMatchObject({ hasPassword: true, active: false })
    await desk.ask('inboxes.setActive', { id: duplicate.id, active: true })
    expect(await desk.poll(duplicate.id)).toMatchObject({ failure: null })
  })
})
