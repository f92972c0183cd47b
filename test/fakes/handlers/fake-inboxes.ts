import { compilePattern } from '../../../src-main/engine/mail/patterns/compile-pattern.ts'
import type { Discovery } from '../../../src-preload/contract/entities/discovery.ts'
import type { ConfigIssue, InboxConfig, InboxDetail, PollResult } from '../../../src-preload/contract/entities/inbox.ts'
import { keepsForEver } from '../../../src-preload/contract/settings/server-rules.ts'
import { FakeError, type MakeFakeHandlers } from '../fake-context.ts'
import { filledDesk, inboxDetail } from '../fake-desk.ts'

const DAY = 86_400_000

export const fakeInboxes: MakeFakeHandlers = ({ desk, emit, byId }) => {
  const folders = ['INBOX', 'INBOX/Done', 'Support', 'Gelöscht', 'Архив', 'Spam \u202egnp.exe']
  const changed = (id: string) => emit({ name: 'inbox.changed', data: { id } })
  const passOver = (id: string): PollResult => ({
    id,
    seen: 3,
    new: 3,
    processed: 3,
    created: 3,
    updated: 1,
    error: 0,
    undesired: 0,
    ignored: 0,
    held: 0,
    skipped: 0,
    ms: 9,
    failure: null,
  })
  /** Three deletions wait for any mailbox that deletes; they are called off where it does so no longer. */
  const effectOf = (id: string | undefined, config: InboxConfig | undefined) => {
    const before = desk.inboxes.find(inbox => inbox.id === id)?.config
    const deletes = (each: InboxConfig | undefined) => each !== undefined && !each.readonly && !keepsForEver(each)
    return { calledOff: deletes(before) && !deletes(config) ? 3 : 0, changed: 0, redated: 0 }
  }
  return {
    'inboxes.list': () => desk.inboxes,
    'inboxes.get': ({ id }) => byId(desk.inboxes, id),
    'inboxes.addSample': () => {
      const config = filledDesk(0).inboxes.find(({ protocol }) => protocol === 'folder')?.config
      if (!config) throw new FakeError('The sample mailbox is missing.')
      desk.inboxes.push(inboxDetail('sample', { ...config, name: 'Sample mailbox' }))
      changed('sample')
      return { id: 'sample' }
    },
    'inboxes.poll': ({ id }) => {
      if (id === 'sample') Object.assign(desk, { tickets: filledDesk(Date.now()).tickets })
      changed(id ?? '1')
      return { inboxes: [passOver(id ?? '1')] }
    },
    'inboxes.save': ({ id, config, password, askFirst }) => {
      const [issue] = issuesOf(config)
      if (issue) throw new FakeError(issue.message, issue.field)
      if (config.server === 'full.example.org') throw new FakeError('This server takes no more lines.', 'config.server')
      if (config.email_storage === 'move' && config.protocol === 'imap' && !folders.includes(config.target_folder)) {
        const sentence = `There is no folder “${config.target_folder}” on the server. Create it, or choose another.`
        throw new FakeError(sentence, 'target_folder', 'folder-missing')
      }
      const before = desk.inboxes.find(inbox => inbox.id === id)
      const waiting = effectOf(id, config)
      const saved = inboxDetail(id ?? String(desk.inboxes.length + 10), config, {
        hasPassword: password !== undefined || (before?.hasPassword ?? false),
        awaitsFirstLook: askFirst && before === undefined && config.protocol === 'imap',
        ...(before && { counts: before.counts, onServer: before.onServer, health: before.health }),
      })
      desk.inboxes = before
        ? desk.inboxes.map(inbox => (inbox.id === saved.id ? saved : inbox))
        : [...desk.inboxes, saved]
      changed(saved.id)
      return { id: saved.id, waiting }
    },
    'inboxes.effectOnWaiting': ({ id, config }) => effectOf(id, config),
    'inboxes.answerReadonly': ({ id, readonly }) => {
      const inbox = byId<InboxDetail>(desk.inboxes, id)
      const config = { ...inbox.config, readonly }
      const waiting = effectOf(id, config)
      Object.assign(inbox, { asksReadonly: false, config })
      changed(id)
      return { waiting }
    },
    'inboxes.copy': ({ id, auth, oauthAccount, name }) => {
      const source = byId<InboxDetail>(desk.inboxes, id)
      const copied = {
        ...source.config,
        name: name ?? `${source.name} (copy)`,
        active: false,
        ...(auth === 'oauth' && { auth }),
        ...(oauthAccount === undefined ? {} : { oauth_account: oauthAccount }),
      }
      const { counts, onServer, awaitsFirstLook } = source
      const hasPassword = auth === 'same' && source.hasPassword
      const copy = inboxDetail(String(desk.inboxes.length + 10), copied, {
        counts,
        onServer,
        awaitsFirstLook,
        hasPassword,
      })
      desk.inboxes = [...desk.inboxes, copy]
      changed(copy.id)
      return { id: copy.id }
    },
    'inboxes.remove': ({ id }) => {
      byId(desk.inboxes, id)
      const waiting = effectOf(id, undefined)
      desk.inboxes = desk.inboxes.filter(inbox => inbox.id !== id)
      changed(id)
      return { waiting }
    },
    'inboxes.setActive': ({ id, active }) => {
      const inbox = byId<InboxDetail>(desk.inboxes, id)
      for (const other of desk.inboxes) {
        const isCopy = other.id !== id && other.where === inbox.where && other.login === inbox.login
        if (!active || !isCopy || !other.active) continue
        Object.assign(other, { active: false, config: { ...other.config, active: false } })
        changed(other.id)
      }
      Object.assign(inbox, { active, config: { ...inbox.config, active } })
      changed(id)
      return {}
    },
    'inboxes.check': ({ config }) => issuesOf(config),
    'inboxes.discover': ({ address }) => discoveryOf(address),
    'inboxes.test': ({ config, password }) => testOf(config, password),
    'inboxes.folders': ({ config }) => {
      if (config?.server === 'nowhere.example.org') {
        throw new FakeError('There is no server named nowhere.example.org.', 'server')
      }
      return folders
    },
    'inboxes.createFolder': ({ name }) => {
      if (name === 'INBOX')
        throw new FakeError('Processed mail cannot be moved into the folder that is watched.', 'target_folder')
      folders.push(name)
      return { name }
    },
    'inboxes.look': ({ id, config, since }) => {
      if (config === undefined) byId(desk.inboxes, id)
      if (config?.mailbox === 'Gone') throw new FakeError('There is no folder Gone on the server.', 'mailbox')
      const newestAt = Date.now() - 3_600_000
      return {
        total: 1256,
        oldestAt: newestAt - 800 * DAY,
        newestAt,
        since: since === undefined ? null : Math.max(0, Math.min(1256, Math.round((newestAt - since) / DAY))),
        isNew: config?.mailbox !== 'Support',
      }
    },
    'inboxes.answerFirstLook': ({ id, choice }) => {
      Object.assign(byId(desk.inboxes, id), { awaitsFirstLook: false })
      changed(id)
      return { ignored: choice.take === 'all' ? 0 : 1256 }
    },
  }
}

/** As the engine finds them: patterns by its own compiler; lines and other inboxes by what the tests write. */
function issuesOf(config: InboxConfig): ConfigIssue[] {
  const issues: ConfigIssue[] = []
  if (config.server === 'taken.example.org') {
    issues.push({ field: 'server', message: 'Another inbox watches this mailbox.' })
  }
  if (config.mailbox === 'INBOX/Done') {
    issues.push({ field: 'mailbox', message: 'The inbox “Billing” watches this folder already.' })
  }
  if (config.auth === 'oauth' && config.security === 'none') {
    issues.push({ field: 'security', message: 'OAuth needs an encrypted connection: choose TLS or STARTTLS.' })
  }
  config.ticket_default_values.split('\n').forEach((text, index) => {
    if (text.startsWith('urgancy:')) {
      issues.push({
        field: 'ticket_default_values',
        message: 'UserRequest has no field urgancy.',
        line: index + 1,
      })
    }
  })
  const patterns: readonly (readonly [string, readonly string[]])[] = [
    ['title_pattern', config.title_pattern === '' ? [] : [config.title_pattern]],
    ['title_ignore_patterns', config.title_ignore_patterns],
    ['settings.undesired-subject-patterns', config.settings['undesired-subject-patterns'] ?? []],
    ['settings.introductory-patterns', config.settings['introductory-patterns'] ?? []],
    ['settings.multiline-delimiter-patterns', config.settings['multiline-delimiter-patterns'] ?? []],
    ['settings.delimiter-patterns', Object.keys(config.settings['delimiter-patterns'] ?? {})],
  ]
  for (const [field, list] of patterns) {
    for (const pattern of list) {
      const compiled = compilePattern(pattern)
      if (!compiled.ok) issues.push({ field, message: `The pattern ${pattern} cannot be used: ${compiled.message}` })
    }
  }
  return issues
}

/** `nowhere.example.org` has no server; `cloud.example.org` wants OAuth; every other domain names its own in DNS, and one that is not its own. */
function discoveryOf(address: string): Discovery {
  const domain = address.slice(address.lastIndexOf('@') + 1)
  const asked = `_imaps._tcp.${domain}`
  if (domain === 'nowhere.example.org') {
    const outcome = 'DNS has no such entry.'
    return { candidates: [], outgoing: [], trail: [{ source: 'srv', asked, ok: false, outcome, ms: 21 }] }
  }
  const found = {
    protocol: 'imap' as const,
    server: `imap.${domain}`,
    port: 993,
    security: 'tls' as const,
    login: address,
    auth: 'password' as const,
    signIn: 'app-password' as const,
    source: 'srv' as const,
    proof: `DNS names it under ${asked}.`,
    hint: 'The provider wants an app password.',
    warning: null,
  }
  if (domain === 'cloud.example.org') {
    const oauth = { ...found, auth: 'oauth' as const, signIn: 'oauth' as const, hint: null }
    return { candidates: [oauth], outgoing: [], trail: [] }
  }
  const elsewhere = {
    ...found,
    server: 'imap.example.net',
    hint: null,
    warning: `imap.example.net does not belong to ${domain}.`,
  }
  const outcome = `DNS names imap.${domain}:993, imap.example.net:993.`
  return { candidates: [found, elsewhere], outgoing: [], trail: [{ source: 'srv', asked, ok: true, outcome, ms: 21 }] }
}

const day = (text: string) => Date.parse(`${text}T00:00:00Z`)
const authority = {
  subject: 'Example Authority',
  issuer: 'Example Authority',
  validFrom: day('2020-01-01'),
  validUntil: day('2040-01-01'),
}

/** `self-signed.example.org` is trusted only once its certificate is pinned. */
function encryptionOf(server: string, pinned: string) {
  const leaf = {
    subject: server,
    issuer: 'Example Authority',
    validFrom: day('2026-01-01'),
    validUntil: day('2031-03-01'),
  }
  const fingerprint = Array.from({ length: 32 }, () => '9F').join(':')
  const certificate = { ...leaf, fingerprint, tlsVersion: 'TLSv1.3', chain: [leaf, authority] }
  const step = { name: 'encryption' as const, ms: 31, certificate }
  if (server === 'self-signed.example.org' && pinned !== fingerprint) {
    const message = 'The certificate of self-signed.example.org is signed by itself, so nobody vouches for it.'
    return { ...step, ok: false, message, field: 'security' }
  }
  const message = `Encrypted with TLSv1.3. The certificate is for ${server}, issued by Example Authority, valid until 2031-03-01.`
  return { ...step, ok: true, message }
}

function testOf(config: InboxConfig | undefined, password: string | undefined) {
  const server = config?.server || 'mail.example.org'
  if (server === 'nowhere.example.org') {
    const message = 'There is no server named nowhere.example.org.'
    return { ok: false, steps: [{ name: 'address' as const, ok: false, message, field: 'server', ms: 8 }] }
  }
  const encryption = encryptionOf(server, config?.pinned_certificate ?? '')
  const reached = [
    { name: 'address' as const, ok: true, message: `${server} has the address 192.0.2.7.`, ms: 3 },
    { name: 'connect' as const, ok: true, message: 'Port 993 answers.', ms: 14 },
    encryption,
  ]
  if (!encryption.ok) return { ok: false, steps: reached }
  const offers = 'The server takes sign-ins by PLAIN and LOGIN. It offers IDLE (telling of new mail at once).'
  const first = [...reached, { name: 'capabilities' as const, ok: true, message: offers, ms: 12 }]
  if (password !== 'right') {
    const message = 'The server refused this password. The server says: [AUTHENTICATIONFAILED] <b>no</b> \u202eevil'
    return {
      ok: false,
      steps: [...first, { name: 'sign-in' as const, ok: false, message, field: 'password', ms: 480 }],
    }
  }
  return {
    ok: true,
    steps: [
      ...first,
      { name: 'sign-in' as const, ok: true, message: `The server accepts the login ${config?.login}.`, ms: 80 },
      { name: 'folder' as const, ok: true, message: 'The folder INBOX holds 1256 messages.', ms: 9 },
      { name: 'read' as const, ok: true, message: 'The newest message can be read.', ms: 12 },
      { name: 'permission' as const, ok: true, message: 'Mail can be deleted and moved.', ms: 1 },
    ],
  }
}
