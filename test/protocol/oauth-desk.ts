import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OauthAccountView, OauthClientView, SignInView } from '../../src-preload/contract/entities/oauth.ts'
import type { InputOf } from '../../src-preload/contract/procedures.ts'
import { openBrowserByHand } from './browser-by-hand.ts'
import { type Dovecot, startDovecot } from './dovecot.ts'
import { CLIENT_ID, type IdentityProvider, startIdentityProvider } from './identity-provider.ts'
import { type MailboxDesk, openMailboxDesk } from './mailbox-desk.ts'

/** A desk, a real provider, and a real mail server that asks that provider about tokens. */
export type OauthDesk = MailboxDesk & {
  readonly provider: IdentityProvider
  readonly dovecot: Dovecot
  readonly clientId: string
  /** Through the provider's pages and back to Postdesk: how the sign-in ended, and the page that the browser shows. */
  signIn(
    who: { clientId: string } | { accountId: string },
    login: string,
  ): Promise<{ readonly ended: SignInView; readonly page: Response; readonly address: string }>
  account(id: string): Promise<OauthAccountView>
  client(): Promise<OauthClientView>
  /** An inbox of `user` that signs in as the account. */
  addOauthInbox(user: string, accountId: string): Promise<string>
  /** What the store holds for the account, opened. */
  storedTokens(accountId: string): Promise<{ readonly refresh: string | null; readonly access: string | null }>
  /** The files of the store as text, and the log. */
  everythingWritten(): Promise<string>
}

export async function openOauthDesk({
  accessTokenSeconds = 3600,
  challenges = false,
}: {
  readonly accessTokenSeconds?: number
  readonly challenges?: boolean
} = {}): Promise<OauthDesk> {
  const provider = await startIdentityProvider({ accessTokenSeconds })
  const dovecot = await startDovecot({ introspectionUrl: provider.introspectionUrl, challenges })
  const desk = await openMailboxDesk(dovecot)
  const { id: clientId } = await desk.ask('oauthClients.save', {
    config: {
      name: 'Own provider',
      provider: 'custom',
      clientId: CLIENT_ID,
      discoveryUrl: provider.issuer,
      mailServers: ['127.0.0.1'],
    },
  })
  return {
    ...desk,
    provider,
    dovecot,
    clientId,
    async signIn(who, login) {
      const started = await desk.ask('oauthAccounts.signIn', who)
      const address = await openBrowserByHand().signIn(started.url, login)
      const page = await fetch(address, { headers: { 'accept-language': 'fr-CH, fr;q=0.9, en;q=0.8' } })
      return { ended: await desk.ask('oauthAccounts.signInState', { id: started.id }), page, address }
    },
    async account(id) {
      const found = (await desk.ask('oauthAccounts.list', {})).find(account => account.id === id)
      if (!found) throw new Error(`There is no account ${id}`)
      return found
    },
    async client() {
      const found = (await desk.ask('oauthClients.list', {})).find(client => client.id === clientId)
      if (!found) throw new Error(`There is no client ${clientId}`)
      return found
    },
    async addOauthInbox(user, accountId) {
      await dovecot.addUser(user, 'never used')
      const config: InputOf<'inboxes.save'>['config'] = {
        name: `${user} by OAuth`,
        server: desk.recorder.host,
        port: desk.recorder.port,
        ca_file: join(desk.dir, 'ca.pem'),
        login: user,
        auth: 'oauth',
        oauth_account: accountId,
        own_addresses: ['helpdesk@desk.example.org'],
        unknown_caller_behavior: 'create_contact',
      }
      return (await desk.ask('inboxes.save', { config })).id
    },
    async storedTokens(accountId) {
      const row = await desk.engine.store.reads
        .selectFrom('oauth_account')
        .select(['sealed_refresh_token', 'sealed_access_token'])
        .where('id', '=', Number(accountId))
        .executeTakeFirstOrThrow()
      const open = async (sealed: string | null) => (sealed === null ? null : desk.engine.secrets.unseal(sealed))
      return { refresh: await open(row.sealed_refresh_token), access: await open(row.sealed_access_token) }
    },
    async everythingWritten() {
      const files = ['desk.db', 'desk.db-wal', 'blobs.db', 'blobs.db-wal']
      const texts = await Promise.all(files.map(name => readFile(join(desk.dir, name), 'latin1').catch(() => '')))
      return [...texts, desk.logText()].join('\n')
    },
    async close() {
      await desk.close()
      await dovecot.stop()
      await provider.stop()
    },
  }
}
