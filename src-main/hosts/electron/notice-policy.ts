import type { AnyEvent } from '../../../src-preload/contract/events.ts'
import type { DeskGlance, FailingInbox } from './desk-glance.ts'
import { places } from './places.ts'

export type NoticeKind = 'waiting' | 'failing' | 'tickets'
const KINDS: readonly NoticeKind[] = ['failing', 'waiting', 'tickets']

/** One notification: how many things happened, the name of the first, and the screen that shows them. */
export type Notice = {
  readonly kind: NoticeKind
  readonly count: number
  /** Subject or name of the first one; from a mail or a server, not yet cleaned. */
  readonly first: string
  /** The cause in words where there is one thing with a cause; else empty. */
  readonly cause: string
  readonly place: string
}

/** One of a kind in this time: the rest waits and is told together. */
const APART_MS = 30_000
/** What comes in one go is told in one go. */
const GATHER_MS = 2_000
/** A line that dropped once, as after a sleep, is no news; the second pass in a row is. */
const FAILURES_TO_TELL = 2

type Pending = Omit<Notice, 'kind'> & { readonly since: number }

/**
 * Decides what is told when, and what is not told twice. Knows no clock and no desktop: times are UTC milliseconds that
 * the caller gives.
 */
export class NoticePolicy {
  readonly #pending = new Map<NoticeKind, Pending>()
  readonly #lastAt = new Map<NoticeKind, number>()
  /** Failing inboxes that were told of; null before the first glance. */
  #failing: ReadonlySet<string> | null = null

  hear(event: AnyEvent, now: number): void {
    if (event.name === 'message.decided' && (event.data.state === 'error' || event.data.state === 'held')) {
      const { id, subject } = event.data
      this.#add('waiting', { count: 1, first: subject, cause: '', place: places.message(id) }, now)
    }
    if (event.name === 'inbox.polled' && event.data.created > 0) {
      this.#add('tickets', { count: event.data.created, first: '', cause: '', place: places.tickets }, now)
    }
  }

  /** An inbox that failed before the first glance is shown by the tray and told of no more. */
  see({ failing }: DeskGlance, now: number): void {
    const told = this.#failing
    const begun = failing.filter(inbox => inbox.failures >= FAILURES_TO_TELL)
    this.#failing = new Set([
      ...begun.map(({ id }) => id),
      // Told once, an inbox is not told again before a pass went through, however its failures are counted.
      ...failing.map(({ id }) => id).filter(id => told?.has(id)),
    ])
    if (!told) return
    for (const inbox of begun.filter(({ id }) => !told.has(id))) this.#add('failing', noticeOf(inbox), now)
  }

  /** What is due now. What nobody wants, or somebody sees on the screen already, is dropped and not told later. */
  take(now: number, wanted: (kind: NoticeKind) => boolean): readonly Notice[] {
    return KINDS.flatMap(kind => {
      const pending = this.#pending.get(kind)
      if (!pending || this.#dueAt(kind, pending) > now) return []
      this.#pending.delete(kind)
      if (!wanted(kind)) return []
      this.#lastAt.set(kind, now)
      const { since, ...notice } = pending
      return [{ kind, ...notice }]
    })
  }

  /** When `take` has something next; null for nothing. */
  get nextAt(): number | null {
    const times = [...this.#pending].map(([kind, pending]) => this.#dueAt(kind, pending))
    return times.length === 0 ? null : Math.min(...times)
  }

  #dueAt(kind: NoticeKind, { since }: Pending): number {
    const lastAt = this.#lastAt.get(kind)
    return Math.max(since + GATHER_MS, lastAt === undefined ? 0 : lastAt + APART_MS)
  }

  #add(kind: NoticeKind, more: Omit<Notice, 'kind'>, now: number): void {
    const before = this.#pending.get(kind)
    if (!before) {
      this.#pending.set(kind, { ...more, since: now })
      return
    }
    const count = before.count + more.count
    this.#pending.set(kind, { ...before, count, cause: '', place: placeOfMany[kind] })
  }
}

const placeOfMany: Readonly<Record<NoticeKind, string>> = {
  waiting: places.errors,
  failing: places.overview,
  tickets: places.tickets,
}

function noticeOf({ id, name, cause }: FailingInbox): Omit<Notice, 'kind'> {
  return { count: 1, first: name, cause, place: places.inbox(id) }
}
