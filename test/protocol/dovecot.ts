import { execFile, spawn } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { makeCertificate } from './certificate.ts'
import { type DovecotPorts, writeDovecotConfig, writeOauthConfig } from './dovecot-config.ts'
import { findFreePorts } from './free-ports.ts'
import {
  createMaildir,
  fillMaildir,
  listMaildir,
  maildirOf,
  type Owner,
  readMaildir,
  writeMaildirMessage,
} from './maildir.ts'

const run = promisify(execFile)

const missing =
  'The protocol tests need a real Dovecot 2.3: apt-get install -y dovecot-imapd dovecot-pop3d dovecot-lmtpd openssl'

export type DovecotOptions = {
  /** Advertised instead of what Dovecot can do, to play a poorer server: 'IMAP4rev1 UIDPLUS'. */
  readonly imapCapability?: string
  /** As Courier and many Cyrus have it: `INBOX.` and a dot. */
  readonly ownFolders?: { readonly prefix: string; readonly separator: string }
  /** Offers CRAM-MD5 and APOP, too. */
  readonly challenges?: boolean
  /** How many connections one user may have open; 100 by default. */
  readonly connectionsPerUser?: number
  /** subjectAltName of the certificate; localhost and 127.0.0.1 by default. */
  readonly certificateNames?: string
  /**
   * Keeps mail in mdbox, as servers with large mailboxes do: opening a folder reads its index, where a Maildir of
   * 100,000 files is a directory to read. Mail comes by `fill` and `save` only; nothing can be damaged from outside.
   */
  readonly hasBoxes?: boolean
  /** Where the server asks about tokens, with its name and password in it: then it takes XOAUTH2 and OAUTHBEARER. */
  readonly introspectionUrl?: string
}

/** A real mail server on free loopback ports with its own fresh folder. */
export type Dovecot = {
  readonly host: string
  readonly ports: DovecotPorts
  /** The certificate of the server, signed by itself. */
  readonly caPem: string
  readonly keyPem: string
  addUser(name: string, password: string): Promise<void>
  /** Writes the mails straight into the store, in this order. `receivedAt` in UTC milliseconds, now by default. */
  deliver(
    user: string,
    mailbox: string,
    rawMessages: readonly Uint8Array[],
    options?: { readonly receivedAt?: number },
  ): Promise<void>
  /** The same for a hundred thousand mails with CRLF line ends, a second apart from `firstAt` on, in seconds. */
  fill(user: string, mailbox: string, mails: Iterable<Uint8Array>, firstAt: number): Promise<void>
  /** One mail by the server's own hand, whatever it keeps mail in. */
  save(user: string, mailbox: string, mail: Uint8Array): Promise<void>
  createMailbox(user: string, mailbox: string): Promise<void>
  /** Counted in the store itself, not over IMAP. */
  messageCount(user: string, mailbox: string): Promise<number>
  uids(user: string, mailbox: string): Promise<number[]>
  rawMessages(user: string, mailbox: string): Promise<Buffer[]>
  /** Paths of the mails in the store, for tests that damage them. */
  paths(user: string, mailbox: string): Promise<string[]>
  /** What the server itself tells, in doveadm's words: `search`, `flags`, `fetch`. */
  doveadm(args: readonly string[]): Promise<string>
  logText(): Promise<string>
  stop(): Promise<void>
}

/** Up in about 100 ms. Fails loudly, naming the Debian packages, when Dovecot is not installed. */
export async function startDovecot(options: DovecotOptions = {}): Promise<Dovecot> {
  await run('dovecot', ['--version']).catch(cause => {
    throw new Error(missing, { cause })
  })
  const folder = await mkdtemp(join(tmpdir(), 'postdesk-dovecot-'))
  const owner = await findOwner()
  const [imap = 0, imaps = 0, pop3 = 0, pop3s = 0, lmtp = 0] = await findFreePorts(5)
  const ports = { imap, imaps, pop3, pop3s, lmtp }
  const config = join(folder, 'dovecot.conf')
  const { certPem, keyPem } = await makeCertificate(folder, options.certificateNames)
  await mkdir(join(folder, 'mail'))
  await mkdir(join(folder, 'users'))
  const { imapCapability, challenges = false, connectionsPerUser = 100, introspectionUrl, ownFolders } = options
  const { hasBoxes = false } = options
  const oauthFile = join(folder, 'oauth2.conf')
  await writeFile(oauthFile, writeOauthConfig(introspectionUrl ?? ''))
  await writeFile(
    config,
    writeDovecotConfig({
      ...owner,
      folder,
      ports,
      challenges,
      hasBoxes,
      connectionsPerUser,
      ...(imapCapability === undefined ? {} : { imapCapability }),
      ...(ownFolders === undefined ? {} : { ownFolders }),
      ...(introspectionUrl === undefined ? {} : { oauthFile }),
    }),
  )
  // Everybody may enter the folder: as root, the server itself runs as nobody.
  await chmod(folder, 0o755)
  for (const name of ['', 'mail', 'users', 'dovecot.conf', 'oauth2.conf', 'cert.pem', 'key.pem']) {
    await chown(join(folder, name), owner.uid, owner.gid)
  }
  try {
    await runAs(owner, folder, 'dovecot', ['-c', config])
    await waitForPort(ports.imap)
  } catch (error) {
    await rm(folder, { recursive: true, force: true, maxRetries: 20 })
    throw error
  }

  const root = (user: string): string => join(folder, 'mail', user)
  const doveadm = (args: readonly string[]): Promise<string> => runAs(owner, folder, 'doveadm', ['-c', config, ...args])

  return {
    host: '127.0.0.1',
    ports,
    caPem: certPem,
    keyPem,
    doveadm,
    async addUser(name, password) {
      await writeFile(join(folder, 'users', name), `${name}:{PLAIN}${password}::::::\n`)
      await createMaildir(root(name), owner)
    },
    async deliver(user, mailbox, rawMessages, { receivedAt = Date.now() } = {}) {
      const maildir = maildirOf(root(user), mailbox)
      await createMaildir(maildir, owner)
      for (const raw of rawMessages) await writeMaildirMessage(maildir, raw, receivedAt, owner)
    },
    async fill(user, mailbox, mails, firstAt) {
      const maildir = maildirOf(root(user), mailbox)
      await createMaildir(maildir, owner)
      fillMaildir(maildir, mails, firstAt, owner)
      if (!hasBoxes) return
      await doveadm(['import', '-u', user, `maildir:${root(user)}`, '', 'mailbox', mailbox, 'all'])
      await rm(join(maildir, 'cur'), { recursive: true })
    },
    async save(user, mailbox, mail) {
      const file = join(folder, 'saved.eml')
      await writeFile(file, mail)
      await doveadm(['save', '-u', user, '-m', mailbox, file])
    },
    createMailbox: (user, mailbox) => createMaildir(maildirOf(root(user), mailbox), owner),
    async messageCount(user, mailbox) {
      return (await listMaildir(maildirOf(root(user), mailbox))).length
    },
    async uids(user, mailbox) {
      const lines = (await doveadm(['search', '-u', user, 'mailbox', mailbox])).trim().split('\n')
      return lines.filter(line => line !== '').map(line => Number(line.split(' ')[1]))
    },
    rawMessages: (user, mailbox) => readMaildir(maildirOf(root(user), mailbox)),
    paths: (user, mailbox) => listMaildir(maildirOf(root(user), mailbox)),
    logText: () => readFile(join(folder, 'dovecot.log'), 'utf8'),
    async stop() {
      const pid = Number(await readFile(join(folder, 'run', 'master.pid'), 'utf8'))
      process.kill(pid, 'SIGTERM')
      await waitUntilGone(pid)
      await rm(folder, { recursive: true, force: true, maxRetries: 20 })
    },
  }
}

/** Dovecot refuses to run everything as root, so root hands over to nobody. */
async function findOwner(): Promise<Owner & { readonly user: string; readonly group: string }> {
  const who = process.getuid?.() === 0 ? ['nobody'] : []
  const ask = async (flag: string): Promise<string> => (await run('id', [flag, ...who])).stdout.trim()
  const [uid = '', gid = '', user = '', group = ''] = await Promise.all(['-u', '-g', '-un', '-gn'].map(ask))
  return { uid: Number(uid), gid: Number(gid), user, group }
}

async function runAs(owner: Owner, home: string, command: string, args: readonly string[]): Promise<string> {
  const identity = process.getuid?.() === 0 ? { uid: owner.uid, gid: owner.gid } : {}
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...identity, cwd: home, env: { ...process.env, HOME: home } })
    let output = ''
    let errors = ''
    child.stdout.on('data', data => (output += data))
    child.stderr.on('data', data => (errors += data))
    child.once('error', reject)
    child.once('exit', code =>
      code === 0 ? resolve(output) : reject(new Error(`${command} ended with ${code}: ${errors.trim()}`)),
    )
  })
}

async function waitForPort(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (await answers(port)) return
    await pause(25)
  }
  throw new Error(`Dovecot did not answer on port ${port} within 5 s`)
}

/** Listening is not enough: the port is open before the login process can speak. */
function answers(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    const settle = (result: boolean) => {
      socket.destroy()
      resolve(result)
    }
    socket.once('data', () => settle(true))
    socket.once('error', () => settle(false))
    socket.once('close', () => resolve(false))
  })
}

async function waitUntilGone(pid: number): Promise<void> {
  for (let attempt = 0; attempt < 1200; attempt++) {
    const alive = await stat(`/proc/${pid}`).then(
      () => true,
      () => false,
    )
    if (!alive) return
    await pause(25)
  }
  throw new Error(`Dovecot (pid ${pid}) did not stop within 30 s`)
}

function pause(ms: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, ms))
}
