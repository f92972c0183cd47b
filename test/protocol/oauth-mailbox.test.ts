import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mailOf } from './mailbox-desk.ts'
import { type OauthDesk, openOauthDesk } from './oauth-desk.ts'
import { startTcpRecorder } from './tcp-recorder.ts'

let desk: OauthDesk
beforeAll(async () => {
  desk = await openOauthDesk()
})
afterAll(async () => {
  await desk?.close()
})

const signInAnew = async (login: string) => {
  const { ended } = await desk.signIn({ clientId: desk.clientId }, login)
  return ended.accountId ?? ''
}

describe('a mailbox with OAuth', () => {
  it('is read with the token of who signed in with the browser', async () => {
    const { ended, page } = await desk.signIn({ clientId: desk.clientId }, 'alice')
    expect(ended).toMatchObject({ state: 'done', error: null, opened: false })
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('revenez à Postdesk')
    const accountId = ended.accountId ?? ''
    expect(await desk.account(accountId)).toMatchObject({ login: 'alice@desk.example.org', state: 'ok', inboxIds: [] })

    const inbox = await desk.addOauthInbox('alice', accountId)
    await desk.deliver('alice', [mailOf({ subject: 'Lamp' })])
    expect(await desk.poll(inbox)).toMatchObject({ processed: 1, failure: null })
    expect(desk.recorder.clientText()).toMatch(/AUTHENTICATE OAUTHBEARER/)
    expect(await desk.ask('inboxes.test', { id: inbox })).toMatchObject({ ok: true })
    expect(await desk.ask('inboxes.folders', { id: inbox })).toContain('Sent')
    expect((await desk.account(accountId)).inboxIds).toEqual([inbox])
  })

  it('is read by XOAUTH2 where the server has no OAUTHBEARER, and told as it is where it has neither', async () => {
    const inbox = await desk.addOauthInbox('xaver', await signInAnew('xaver'))
    const { config } = await desk.ask('inboxes.get', { id: inbox })
    const { host, ports, caPem: cert, keyPem: key } = desk.dovecot
    const through = async (hidden: RegExp) => {
      const hide = (text: string) => text.replace(hidden, mechanism => `AUTH=${'X'.repeat(mechanism.length - 5)}`)
      const to = { host, port: ports.imaps, tls: true }
      const poorer = await startTcpRecorder({ to, tls: { cert, key }, rewrite: { server: hide } })
      const report = await desk.ask('inboxes.test', { config: { ...config, port: poorer.port } })
      await poorer.stop()
      return { report, said: poorer.clientText() }
    }
    const { report, said } = await through(/AUTH=OAUTHBEARER/g)
    expect(report).toMatchObject({ ok: true })
    expect(said).toMatch(/AUTHENTICATE XOAUTH2/)
    const neither = await through(/AUTH=(OAUTHBEARER|XOAUTH2)/g)
    expect(neither.report.steps.at(-1)).toMatchObject({ name: 'sign-in', ok: false, field: 'auth' })
    expect(neither.said).not.toMatch(/AUTHENTICATE|LOGIN/)
  })

  it('signs in to the mailbox that the inbox names, whoever signed in', async () => {
    const accountId = await signInAnew('dora')
    const shared = await desk.addOauthInbox('helpdesk', accountId)
    desk.recorder.clear()
    const { failure } = await desk.poll(shared)
    const [, encoded = ''] = /OAUTHBEARER (\S+)/.exec(desk.recorder.clientText()) ?? []
    expect(Buffer.from(encoded, 'base64').toString()).toMatch(/^n,a=helpdesk,/)
    // This server lets a token into the mailbox of its own person only; it is told as what it is, not as a wrong password.
    expect(failure).toMatch(/Sign in again; for a shared mailbox/)
    expect(failure).not.toMatch(/password/i)
  })

  it('that two inboxes share is renewed once', async () => {
    const accountId = await signInAnew('bert')
    const inboxes = [await desk.addOauthInbox('bert', accountId), await desk.addOauthInbox('bert-2', accountId)]
    desk.advance(3600_000)
    const before = desk.provider.issued.length
    const [first] = await Promise.all(inboxes.map(id => desk.poll(id)))
    expect(first).toMatchObject({ failure: null })
    expect(desk.provider.issued.length - before).toBe(1)
    expect(await desk.account(accountId)).toMatchObject({ state: 'ok', lastError: null })
  })

  it('is not read without encryption, nor on a server that the tokens are not for', async () => {
    const accountId = await signInAnew('alice')
    const config = { name: 'x', server: '127.0.0.1', login: 'x', auth: 'oauth', oauth_account: accountId } as const
    const refusal = (own: object) => desk.refusal('inboxes.save', { config: { ...config, ...own } })
    expect(await refusal({ security: 'none' })).toMatchObject({ code: 'invalid-input', field: 'security' })
    expect(await refusal({ server: 'mail.attacker.example' })).toMatchObject({ code: 'invalid-input', field: 'server' })
    expect(await refusal({ oauth_account: '999' })).toMatchObject({ field: 'oauth_account' })
    expect(await refusal({ oauth_account: undefined })).toMatchObject({ field: 'oauth_account' })
    desk.recorder.clear()
    const elsewhere = { ...config, server: 'localhost', port: desk.recorder.port, validate_certificate: false }
    expect(await desk.ask('inboxes.test', { config: elsewhere })).toMatchObject({ ok: false })
    expect(desk.recorder.clientText()).toBe('')
  })

  it('waits for its server to be allowed when the client was changed, and sends nothing before', async () => {
    const accountId = await signInAnew('emil')
    const inbox = await desk.addOauthInbox('emil', accountId)
    const { config } = await desk.client()
    const save = (mailServers: string[]) =>
      desk.ask('oauthClients.save', { id: desk.clientId, config: { ...config, mailServers } })
    await save(['imap.example.org'])
    expect(await desk.account(accountId)).toMatchObject({ state: 'signed-out' })
    desk.recorder.clear()
    expect((await desk.poll(inbox)).failure).toMatch(/are sent to these servers only/)
    expect(desk.recorder.clientText()).not.toMatch(/AUTHENTICATE/)
    await save(['127.0.0.1'])
  })
})

describe('a token', () => {
  it('lies nowhere that can be read: not in the store, the log or an answer', async () => {
    const accountId = await signInAnew('carol')
    await desk.addOauthInbox('carol', accountId).then(id => desk.poll(id))
    await desk.ask('oauthAccounts.refresh', { id: accountId })
    const answers = await Promise.all([
      desk.ask('oauthAccounts.list', {}),
      desk.ask('oauthClients.list', {}),
      desk.ask('inboxes.list', {}),
    ])
    const written = (await desk.everythingWritten()) + JSON.stringify(answers)
    const tokens = desk.provider.issued.flatMap(each => [each.access_token, each.refresh_token ?? ''])
    expect(tokens.length).toBeGreaterThan(4)
    for (const token of tokens.filter(Boolean)) {
      expect(written).not.toContain(token)
      expect(written).not.toContain(Buffer.from(token).toString('base64'))
    }
  })

  it('is kept from whoever still wants to remove what is in use', async () => {
    const accountId = await signInAnew('frida')
    const inbox = await desk.addOauthInbox('frida', accountId)
    expect(await desk.refusal('oauthAccounts.remove', { id: accountId })).toMatchObject({ code: 'conflict' })
    expect(await desk.refusal('oauthClients.remove', { id: desk.clientId })).toMatchObject({ code: 'conflict' })
    await desk.ask('inboxes.remove', { id: inbox })
    const { refresh } = await desk.storedTokens(accountId)
    await desk.ask('oauthAccounts.remove', { id: accountId })
    const body = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: refresh ?? '',
      client_id: 'postdesk-under-test',
    })
    const reply = await fetch(`${desk.provider.issuer}/token`, { method: 'POST', body })
    expect(await reply.json()).toMatchObject({ error: 'invalid_grant' })
  })
})
