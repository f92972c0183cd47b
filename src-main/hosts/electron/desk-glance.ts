import { z } from 'zod'
import { type Hindrance, Overview } from '../../../src-preload/contract/entities/host.ts'
import { InboxSummary } from '../../../src-preload/contract/entities/inbox.ts'
import type { Api } from '../../api/api.ts'

export type FailingInbox = {
  readonly id: string
  readonly name: string
  /** The last error in words. */
  readonly cause: string
  /** Passes that failed one after the other. */
  readonly failures: number
}

/** What can be said of the desk in one small picture. */
export type DeskGlance = {
  readonly paused: boolean
  /** Messages that wait for a person: errors and held ones. */
  readonly waiting: number
  readonly active: number
  readonly failing: readonly FailingInbox[]
  /** Something else keeps mail from being processed, and wants a person. */
  readonly hindered: boolean
}

/** Of the hindrances these want a person and are not told by `failing` or `waiting`. */
const WANTING: readonly Hindrance['kind'][] = ['first-look', 'disk-full', 'actions-failing']

/** Null when the desk cannot be asked just now. */
export async function glanceAtDesk(api: Api): Promise<DeskGlance | null> {
  const [overviewReply, inboxesReply] = await Promise.all([
    api.dispatch('overview.get', { days: 1 }),
    api.dispatch('inboxes.list', {}),
  ])
  if (!overviewReply.ok || !inboxesReply.ok) return null
  const overview = Overview.parse(overviewReply.data)
  const active = z
    .array(InboxSummary)
    .parse(inboxesReply.data)
    .filter(inbox => inbox.active)
  return {
    paused: overview.paused,
    waiting: overview.waiting.error + overview.waiting.held,
    active: active.length,
    failing: active.flatMap(({ id, name, health }) =>
      health.lastError === null ? [] : [{ id, name, cause: health.lastError, failures: health.failures }],
    ),
    hindered: overview.hindrances.some(({ kind }) => WANTING.includes(kind)),
  }
}
