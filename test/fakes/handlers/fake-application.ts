import type { Hindrance, Overview } from '../../../src-preload/contract/entities/host.ts'
import { Settings } from '../../../src-preload/contract/settings/settings.ts'
import { FakeError, type MakeFakeHandlers } from '../fake-context.ts'

const DAY = 86_400_000

/** The host, the overview and the settings. */
export const fakeApplication: MakeFakeHandlers = ({ desk, emit }) => {
  let paused = false
  let settings = Settings.parse({})
  let preferences = { startAtLogin: false, keepRunning: true, notifyErrors: true, notifyTickets: false }
  /** Four deletions of undesired mail wait. */
  const effectOf = (values: { readonly 'undesired-purge-delay'?: number | undefined }) => {
    const delay = values['undesired-purge-delay']
    const redated = delay === undefined || delay === settings['undesired-purge-delay'] ? 0 : 4
    return { calledOff: 0, changed: 0, redated }
  }
  return {
    'host.status': () => ({
      version: '0.1.0',
      host: 'service',
      dataDir: '/home/admin/.local/share/postdesk',
      polling: !paused,
      sampleOffered: true,
    }),
    'host.capabilities': () => ({ opensLinks: false, desktopPreferences: false }),
    'desktop.preferences': () => preferences,
    'desktop.savePreferences': ({ values }) => {
      preferences = { ...preferences, ...definedOf(values) }
      return {}
    },
    'polling.pause': input => {
      paused = input.paused
      emit({ name: 'settings.changed', data: {} })
      return {}
    },
    'overview.get': ({ days }) => ({
      paused,
      hindrances: [
        ...(paused ? [hindrance('paused')] : []),
        ...desk.inboxes.flatMap(inbox => hindrancesOf(inbox, desk)),
      ],
      days: daysUntil(Date.now(), days),
      waiting: { new: 3, error: 2, held: 1, serverActions: 4, toIndex: 0 },
      openTickets: desk.tickets.length,
      messages: 18_204,
      storeBytes: 2_400_000_000,
      freeBytes: 61_000_000_000,
    }),
    'settings.get': () => settings,
    'settings.save': ({ values }) => {
      const waiting = effectOf(values)
      if (values.maximum_email_size === '5G') throw new FakeError('The disk holds no mail of 5G.', 'maximum_email_size')
      settings = { ...settings, ...definedOf(values) }
      emit({ name: 'settings.changed', data: {} })
      return { waiting }
    },
    'settings.effectOnWaiting': ({ values }) => effectOf(values),
    'store.check': () => ({
      ok: false,
      faults: [{ kind: 'index-behind', message: 'The search lacks 12 tickets.' }],
      books: desk.inboxes.map(({ id, name, onServer }) => ({
        inboxId: id,
        name,
        onServer,
        listed: onServer,
        balanced: true,
      })),
      messages: 18_204,
      tickets: desk.tickets.length,
      blobs: 20_011,
    }),
    'store.backup': ({ file, force }) => {
      if (file.startsWith('/srv/there') && !force) {
        throw new FakeError(`${file} exists already. Name another file.`, 'file', 'conflict')
      }
      if (file.startsWith('/locked')) throw new FakeError('/locked cannot be written.', 'file')
      return { sizeBytes: 1_240_000_000, at: Date.now() }
    },
    'store.export': () => ({ tickets: desk.tickets.length, messages: 18_204 }),
    'changes.clean': ({ limit, count }) => ({
      counted: count === 0 ? null : 37,
      atLeast: count > 0,
      removed: Math.min(limit, 37),
      queries: [],
    }),
  }
}

type FakeDesk = Parameters<MakeFakeHandlers>[0]['desk']
type Inbox = FakeDesk['inboxes'][number]

function hindrancesOf({ id, name, active, awaitsFirstLook, health, config }: Inbox, desk: FakeDesk): Hindrance[] {
  if (!active) return [hindrance('inbox-inactive', { inboxId: id, inboxName: name })]
  if (awaitsFirstLook) return [hindrance('first-look', { inboxId: id, inboxName: name })]
  const signedOut = desk.oauthAccounts.find(
    account => account.id === config.oauth_account && account.state === 'signed-out',
  )
  if (signedOut) {
    return [
      hindrance('signed-out', {
        inboxId: id,
        inboxName: name,
        account: { id: signedOut.id, login: signedOut.login },
        message: signedOut.lastError ?? '',
        since: health.lastSuccessAt,
      }),
    ]
  }
  if (health.lastError === null) return []
  return [
    hindrance('inbox-failing', {
      inboxId: id,
      inboxName: name,
      message: health.lastError,
      since: health.lastSuccessAt,
      count: health.failures,
    }),
  ]
}

export function hindrance(kind: Hindrance['kind'], more: Partial<Hindrance> = {}): Hindrance {
  return { kind, inboxId: null, inboxName: '', message: '', since: null, count: 0, ...more }
}

/** Working days are busy, weekends are not. */
function daysUntil(now: number, count: number): Overview['days'] {
  return Array.from({ length: count }, (_, index) => {
    const at = now - (count - 1 - index) * DAY
    const isWeekend = [0, 6].includes(new Date(at).getUTCDay())
    const many = isWeekend ? 2 : 14 + ((index * 7) % 19)
    return {
      day: new Date(at).toISOString().slice(0, 10),
      created: many,
      updated: Math.round(many * 1.6),
      error: index % 5 === 2 ? 3 : 0,
      undesired: index % 3,
      other: index % 4 === 0 ? 2 : 0,
    }
  })
}

function definedOf<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}
