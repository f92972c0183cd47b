import type { InboxConfig } from '../../../../src-preload/contract/entities/inbox.ts'
import type { WaitingEffect } from '../../../../src-preload/contract/entities/operations.ts'
import type { SettingsOverrides } from '../../../../src-preload/contract/settings/settings.ts'
import type { EventBus } from '../../events.ts'
import {
  addEffects,
  followSettings,
  foreseeFollowing,
  type NewRules,
  nothingWaiting,
} from '../../outbox/follow-settings.ts'
import { findFolder } from '../../settings/folders.ts'
import { loadGlobalSettings, saveGlobalSettings } from '../../settings/global-settings.ts'
import { type InboxRules, resolveRules } from '../../settings/inbox-rules.ts'
import { type InboxRecord, inboxById, inboxesOfFolder, listInboxes } from '../../settings/inboxes.ts'
import type { Reads, Tx } from '../../store/handles.ts'
import type { PollTools } from '../tools.ts'
import { adoptMessages } from './take-over.ts'
import { withFolder } from './with-folder.ts'

type NewConfig = Pick<NewRules, 'inboxId' | 'folderId'> & {
  readonly before: InboxConfig
  readonly after: InboxConfig | null
}

/** Lets what waits for the mailbox follow a new configuration of its inbox; in the transaction that stores it. */
export async function followConfig(tx: Tx, config: NewConfig, now: number): Promise<WaitingEffect> {
  return followSettings(tx, await rulesOf(tx, config), now)
}

/** What a pass has queued under rules that were changed while it ran follows the new ones. */
export async function followSince(
  { store, clock, events }: Pick<PollTools, 'store' | 'clock' | 'events'>,
  inbox: InboxRecord,
  before: InboxRules,
): Promise<void> {
  const current = (await listInboxes(store.reads)).find(({ id }) => id === inbox.id)
  if (!current) return
  const after = resolveRules(current.config, await loadGlobalSettings(store.reads))
  const asksFor = ({ config, settings }: InboxRules) => JSON.stringify([config, settings])
  if (asksFor(before) === asksFor(after)) return
  const rules = { inboxId: inbox.id, folderId: current.folderId, before, after }
  tellWaiting(events, await store.write(tx => followSettings(tx, rules, clock.now())))
}

/** Before an inbox is removed. Its messages are its copy's, where there is one. */
export async function followRemoval(tx: Tx, inbox: InboxRecord, now: number): Promise<WaitingEffect> {
  const heir = await heirOf(tx, inbox)
  if (!heir) return followConfig(tx, removed(inbox), now)
  await adoptMessages(tx, heir.id, inbox.folderId)
  return followConfig(tx, inherited(inbox, heir, heir.id), now)
}

/** What saving this configuration would do to what waits, or removing the inbox where there is none. Changes nothing. */
export async function foreseeConfig(
  reads: Reads,
  id: number,
  config: InboxConfig | undefined,
  now: number,
): Promise<WaitingEffect> {
  const inbox = await inboxById(reads, id)
  const heir = config === undefined ? await heirOf(reads, inbox) : undefined
  const after = config && withFolder(config)
  const asked = after
    ? { inboxId: id, folderId: await findFolder(reads, after), before: inbox.config, after }
    : heir
      ? inherited(inbox, heir, id)
      : removed(inbox)
  return foreseeFollowing(reads, await rulesOf(reads, asked), now)
}

/** Stores global settings; what waits follows them where its inbox has no value of its own. */
export async function saveSettings(
  { store, clock, events }: Pick<PollTools, 'store' | 'clock' | 'events'>,
  values: SettingsOverrides,
): Promise<WaitingEffect> {
  const waiting = await store.write(async tx => {
    const changes = await rulesUnder(tx, values)
    await saveGlobalSettings(tx, values)
    let effect = nothingWaiting
    for (const rules of changes) effect = addEffects(effect, await followSettings(tx, rules, clock.now()))
    return effect
  })
  events.emit('settings.changed', {})
  tellWaiting(events, waiting)
  return waiting
}

/** The same without storing them. */
export async function foreseeSettings(reads: Reads, values: SettingsOverrides, now: number): Promise<WaitingEffect> {
  let effect = nothingWaiting
  for (const rules of await rulesUnder(reads, values)) {
    effect = addEffects(effect, await foreseeFollowing(reads, rules, now))
  }
  return effect
}

/** Tells the screens that what waits is not what it was. */
export function tellWaiting(events: EventBus, { calledOff, changed, redated }: WaitingEffect): void {
  if (calledOff + changed + redated === 0) return
  events.emit('actions.changed', {})
  events.emit('messages.changed', { inboxId: null })
}

async function rulesUnder(reads: Reads, values: SettingsOverrides): Promise<readonly NewRules[]> {
  const before = await loadGlobalSettings(reads)
  const named = Object.entries(values).filter(([, value]) => value !== undefined)
  const after = { ...before, ...Object.fromEntries(named) }
  return (await listInboxes(reads)).map(({ id, folderId, config }) => ({
    inboxId: id,
    folderId,
    before: resolveRules(config, before),
    after: resolveRules(config, after),
  }))
}

async function rulesOf(reads: Reads, { inboxId, folderId, before, after }: NewConfig): Promise<NewRules> {
  const settings = await loadGlobalSettings(reads)
  return {
    inboxId,
    folderId,
    before: resolveRules(before, settings),
    after: after && resolveRules(after, settings),
  }
}

const removed = ({ id, folderId, config }: InboxRecord): NewConfig => ({
  inboxId: id,
  folderId,
  before: config,
  after: null,
})

const inherited = (inbox: InboxRecord, heir: InboxRecord, inboxId: number): NewConfig => ({
  inboxId,
  folderId: inbox.folderId,
  before: inbox.config,
  after: heir.config,
})

async function heirOf(reads: Reads, { id, folderId }: InboxRecord): Promise<InboxRecord | undefined> {
  return (await inboxesOfFolder(reads, folderId)).find(other => other.id !== id)
}
