import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { mailOf } from './mailbox-desk.ts'
import { type OauthDesk, openOauthDesk } from './oauth-desk.ts'

let desk: OauthDesk
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
  desk = await openOauthDesk({ accessTokenSeconds: 3 })
})
afterAll(async () => {
  await desk?.close()
  vi.useRealTimers()
})

/** For the provider and the desk, which both live in this process; timers go on. */
const passTime = (ms: number) => vi.setSystemTime(Date.now() + ms)

async function mailboxOf(login: string) {
  const { ended } = await desk.signIn({ clientId: desk.clientId }, login)
  const accountId = ended.accountId ?? ''
  return { accountId, inbox: await desk.addOauthInbox(login, accountId) }
}
const lastIssued = () => desk.provider.issued.at(-1)

describe('an access token that has ended', () => {
  it('is refused by the server, and renewed before the next connection', async () => {
    const { accountId, inbox } = await mailboxOf('alice')
    const old = (await desk.storedTokens(accountId)).access ?? ''
    passTime(3100)
    await desk.deliver('alice', [mailOf()])
    expect(await desk.poll(inbox)).toMatchObject({ processed: 1, failure: null })
    const stored = await desk.storedTokens(accountId)
    expect(stored.access).not.toBe(old)
    expect(stored).toEqual({ access: lastIssued()?.access_token, refresh: lastIssued()?.refresh_token })
  })

  it('has its successor and the rotated refresh token in the store before the mail server sees it', async () => {
    const { accountId, inbox } = await mailboxOf('bert')
    const first = (await desk.storedTokens(accountId)).refresh
    desk.advance(3000)
    const seen: Promise<{ refresh: string | null; access: string | null }>[] = []
    desk.provider.onIntrospection(() => seen.push(desk.storedTokens(accountId)))
    expect(await desk.poll(inbox)).toMatchObject({ failure: null })
    desk.provider.onIntrospection(() => {})
    const [atUse] = await Promise.all(seen)
    expect(atUse?.refresh).toBe(lastIssued()?.refresh_token)
    expect(atUse?.refresh).not.toBe(first)
    expect(desk.recorder.clientText()).toContain('AUTHENTICATE')
  })

  it('is used by nobody while its successor cannot be saved', async () => {
    const { accountId, inbox } = await mailboxOf('carol')
    desk.advance(3000)
    desk.recorder.clear()
    const run = (statement: string) => desk.engine.store.write(tx => sql.raw(statement).execute(tx))
    await run(`CREATE TRIGGER full BEFORE UPDATE ON oauth_account BEGIN SELECT RAISE(ABORT, 'The disk is full.'); END`)
    const issuedBefore = desk.provider.issued.length
    expect((await desk.poll(inbox)).failure).toMatch(/disk is full/)
    expect(desk.recorder.clientText()).not.toContain('AUTHENTICATE')
    await run('DROP TRIGGER full')
    // The old refresh token is spent: what was got for it is not thrown away.
    expect(await desk.poll(inbox)).toMatchObject({ failure: null })
    expect(desk.provider.issued.length - issuedBefore).toBe(1)
    expect((await desk.storedTokens(accountId)).refresh).toBe(lastIssued()?.refresh_token)
  })

  it('is not renewed beside the owner of the store, which could not save its successor', async () => {
    const { accountId, inbox } = await mailboxOf('clara')
    // Past all that the clock of the desk was put ahead, which the one beside it does not know.
    passTime(60_000)
    const issuedBefore = desk.provider.issued.length
    const reader = await desk.beside()
    try {
      const { steps } = await reader.ask('inboxes.test', { id: inbox })
      expect(steps.at(-1)).toMatchObject({
        name: 'sign-in',
        ok: false,
        message: expect.stringMatching(/owns the store/),
      })
    } finally {
      await reader.close()
    }
    expect(desk.provider.issued.length).toBe(issuedBefore)
    expect(await desk.account(accountId)).toMatchObject({ state: 'ok' })
  })
})

describe('a sign-in that was revoked', () => {
  it('ends in words, and signing in again goes on with the same settings', async () => {
    const { accountId, inbox } = await mailboxOf('dora')
    await desk.poll(inbox)
    const before = await desk.ask('inboxes.get', { id: inbox })
    await desk.provider.revoke((await desk.storedTokens(accountId)).refresh ?? '')
    desk.advance(3000)

    expect((await desk.poll(inbox)).failure).toMatch(/Sign in again/)
    const ended = await desk.account(accountId)
    expect(ended).toMatchObject({ state: 'signed-out', lastError: expect.stringMatching(/revoked.*Sign in again/) })
    expect(await desk.storedTokens(accountId)).toEqual({ access: null, refresh: null })
    const report = await desk.ask('inboxes.test', { id: inbox })
    expect(report.steps.at(-1)).toMatchObject({ name: 'sign-in', ok: false, field: 'auth' })

    const issuedBefore = desk.provider.issued.length
    expect((await desk.poll(inbox)).failure).toBe(ended.lastError)
    expect(desk.provider.issued.length).toBe(issuedBefore)

    const again = await desk.signIn({ accountId }, 'dora')
    expect(again.ended).toMatchObject({ state: 'done', accountId })
    const after = await desk.ask('inboxes.get', { id: inbox })
    expect(after.config).toEqual(before.config)
    expect(after.health).toMatchObject({ lastError: null, failures: 0 })
    await desk.deliver('dora', [mailOf({ subject: 'Back again' })])
    expect(await desk.poll(inbox)).toMatchObject({ processed: 1, failure: null })
  })

  it('is not taken over by somebody else who signs in', async () => {
    const { accountId } = await mailboxOf('emil')
    const { ended } = await desk.signIn({ accountId }, 'mallory')
    expect(ended).toMatchObject({ state: 'failed', accountId: null })
    expect(ended.error).toMatch(/You signed in as mallory@.*but this account is emil@/)
    expect(await desk.account(accountId)).toMatchObject({ login: 'emil@desk.example.org', state: 'ok' })
  })

  it('of somebody known is the same account when he signs in anew', async () => {
    const { accountId } = await mailboxOf('frida')
    expect((await desk.signIn({ clientId: desk.clientId }, 'frida')).ended.accountId).toBe(accountId)
  })

  it('on request forgets the tokens here and at the provider', async () => {
    const { accountId, inbox } = await mailboxOf('gustav')
    expect(await desk.poll(inbox)).toMatchObject({ failure: null })
    const { refresh } = await desk.storedTokens(accountId)
    await desk.ask('oauthAccounts.signOut', { id: accountId })
    expect(await desk.account(accountId)).toMatchObject({ state: 'signed-out', inboxIds: [inbox] })
    // Its inboxes are due, so that they say so themselves.
    const { health } = await desk.ask('inboxes.get', { id: inbox })
    expect(health.nextPollAt).toBeLessThan((health.lastPollAt ?? 0) + 10_000)
    expect((await desk.poll(inbox)).failure).toMatch(/Nobody is signed in as gustav@.*Sign in again/)
    const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refresh ?? '' })
    body.set('client_id', 'postdesk-under-test')
    const reply = await fetch(`${desk.provider.issuer}/token`, { method: 'POST', body })
    expect(await reply.json()).toMatchObject({ error: 'invalid_grant' })
  })
})

describe('a provider that is down', () => {
  it('costs no sign-in: it goes on when the provider is back', async () => {
    const { accountId, inbox } = await mailboxOf('hanna')
    desk.advance(3000)
    desk.provider.failWith(503)
    expect((await desk.poll(inbox)).failure).toMatch(/tried again by itself|cannot be reached/)
    expect(await desk.account(accountId)).toMatchObject({ state: 'ok', lastError: expect.stringContaining('provider') })
    expect(await desk.refusal('oauthAccounts.refresh', { id: accountId })).toMatchObject({ code: 'connection-failed' })
    desk.provider.failWith(null)
    expect(await desk.poll(inbox)).toMatchObject({ failure: null })
    expect(await desk.account(accountId)).toMatchObject({ state: 'ok', lastError: null })
  })
})

describe('a token that the server does not take before its time', () => {
  it('is replaced for the next connection', async () => {
    const { accountId, inbox } = await mailboxOf('ida')
    await desk.engine.store.write(tx =>
      tx
        .updateTable('oauth_account')
        .set({ expires_at: Date.now() + 10 * 3600_000, refreshed_at: Date.now() - 3600_000 })
        .where('id', '=', Number(accountId))
        .execute(),
    )
    passTime(3100)
    expect((await desk.poll(inbox)).failure).toMatch(/did not take the sign-in/)
    expect(await desk.poll(inbox)).toMatchObject({ failure: null })
  })
})
