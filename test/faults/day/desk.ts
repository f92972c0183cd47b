import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InputOf } from '../../../src-preload/contract/procedures.ts'
import { openBrowserByHand } from '../../protocol/browser-by-hand.ts'
import { startDovecot } from '../../protocol/dovecot.ts'
import { CLIENT_ID, startIdentityProvider } from '../../protocol/identity-provider.ts'
import { openTestDesk } from '../desk-over-folder.ts'
import { type DayClock, startDayClock } from './clock.ts'
import { type DayLine, startDayLine } from './line.ts'
import { INBOXES, type InboxName } from './plan.ts'

type Config = InputOf<'inboxes.save'>['config']
export type ServerName = 'plain' | 'oauth' | 'pop3'

const PASSWORD = 'a day and a night'
/** In the past, where a real mail server finds the mails of a day to come. */
const BACK_MS = 5 * 86_400_000

/**
 * A real desk with four inboxes over a real Dovecot and a real provider. They can follow a clock of ours: the mail server
 * reads no time but that of its files, asks the provider about every token, and the provider lives in this process.
 */
export async function openDayDesk(periods: Readonly<Record<InboxName, number>>) {
  const lines = {} as Record<ServerName, DayLine>
  const isQuiet = () => Object.values(lines).every(line => line.isQuiet())
  let isRunning = () => false
  const clock: DayClock = startDayClock(Date.now() - BACK_MS, () => isQuiet() && !isRunning())
  const dataDir = await mkdtemp(join(tmpdir(), 'postdesk-day-'))
  const provider = await startIdentityProvider({ accessTokenSeconds: 3600 })
  const dovecot = await startDovecot({ introspectionUrl: provider.introspectionUrl })
  const { host, ports } = dovecot
  lines.plain = await startDayLine({ host, port: ports.imap }, clock.now)
  lines.oauth = await startDayLine({ host, port: ports.imaps }, clock.now)
  lines.pop3 = await startDayLine({ host, port: ports.pop3 }, clock.now)
  let addresses = '192.0.2.7'
  const desk = await openTestDesk(dataDir, { clock, network: { addresses: () => addresses } })
  isRunning = () => ids.some(id => desk.engine.passes.isRunning(id))

  const caFile = join(dataDir, 'ca.pem')
  await writeFile(caFile, dovecot.caPem)
  const { id: clientId } = await desk.ask('oauthClients.save', {
    config: {
      name: 'Own provider',
      provider: 'custom',
      clientId: CLIENT_ID,
      discoveryUrl: provider.issuer,
      mailServers: ['127.0.0.1'],
    },
  })
  let accountId: string | null = null
  async function signIn(): Promise<string> {
    const started = await desk.ask('oauthAccounts.signIn', accountId === null ? { clientId } : { accountId })
    await fetch(await openBrowserByHand().signIn(started.url, 'oauth'))
    const ended = await desk.ask('oauthAccounts.signInState', { id: started.id })
    if (ended.state !== 'done' || ended.accountId === null) throw new Error(`The sign-in failed: ${ended.error}`)
    accountId = ended.accountId
    return accountId
  }

  const users: Readonly<Record<InboxName, string>> = { plain: 'plain', billing: 'plain', oauth: 'oauth', pop3: 'pop3' }
  for (const user of new Set(Object.values(users))) await dovecot.addUser(user, PASSWORD)
  await dovecot.createMailbox('plain', 'Billing')
  const configs: Readonly<Record<InboxName, Partial<Config>>> = {
    plain: { port: lines.plain.port, security: 'none' },
    billing: { port: lines.plain.port, security: 'none', mailbox: 'Billing' },
    oauth: { port: lines.oauth.port, ca_file: caFile, auth: 'oauth', oauth_account: await signIn() },
    pop3: { port: lines.pop3.port, security: 'none', protocol: 'pop3' },
  }
  const ids: number[] = []
  for (const name of INBOXES) {
    const config: Config = {
      name,
      server: '127.0.0.1',
      login: users[name],
      own_addresses: ['helpdesk@desk.example.org'],
      unknown_caller_behavior: 'create_contact',
      settings: { periodicity: periods[name] },
      ...configs[name],
    }
    const password = name === 'oauth' ? {} : { password: PASSWORD }
    ids.push(Number((await desk.ask('inboxes.save', { config, ...password })).id))
  }

  return {
    desk,
    clock,
    lines,
    provider,
    signIn,
    nameOf: (id: string): InboxName => INBOXES[ids.indexOf(Number(id))] ?? 'plain',
    setAddresses(text: string) {
      addresses = text
    },
    deliver: (name: InboxName, raw: Uint8Array) =>
      dovecot.deliver(users[name], name === 'billing' ? 'Billing' : 'INBOX', [raw], { receivedAt: clock.now() }),
    /** Somebody takes back at the provider what he allowed. */
    async revoke() {
      const row = await desk.engine.store.reads
        .selectFrom('oauth_account')
        .select('sealed_refresh_token')
        .executeTakeFirstOrThrow()
      await provider.revoke(await desk.engine.secrets.unseal(row.sealed_refresh_token ?? ''))
    },
    async close() {
      await clock.passUntil(desk.close())
      for (const line of Object.values(lines)) await line.stop()
      await dovecot.stop()
      await provider.stop()
      await rm(dataDir, { recursive: true, force: true, maxRetries: 20 })
    },
  }
}
export type DayDesk = Awaited<ReturnType<typeof openDayDesk>>
