import { INBOXES, type InboxName } from './plan.ts'

/**
 * What is true of each inbox, kept beside the desk and knowing nothing of how it works: what happens outside goes in,
 * what the desk says is compared. Times in ms of the desk's clock.
 */
export type World = {
  readonly reachable: Record<'plain' | 'oauth' | 'pop3', boolean>
  grantIsGood: boolean
  providerIsUp: boolean
}

type Truth = {
  failures: number
  lastPollAt: number | null
  lastSuccessAt: number | null
  nextPollAt: number
  lastError: string | null
  /** Why a pass that was not due may have come: mail that was told, lines that began to wait. */
  newsLeft: number
}

export type Told = {
  readonly failures: number
  readonly lastPollAt: number | null
  readonly lastSuccessAt: number | null
  readonly nextPollAt: number | null
  readonly lastError: string | null
}

/** The provider itself has said so: only signing in again helps. A mail server that refuses a token may be wrong. */
const grantHasGone = (error: string | null) => /was revoked, has expired/.test(error ?? '')

/** What is due is looked for every second. */
const LOOKED_MS = 1000

const serverOf = (inbox: InboxName) => (inbox === 'billing' ? 'plain' : inbox)

/** The sentences that may be true; the first words of each cause. */
const sentences = {
  unreachable: /^The connection to \S+ was lost|^\S+ ended the connection/,
  grantGone: /Sign in again/,
  providerGone: /provider|cannot check sign-ins just now/i,
}

export function createDayModel(periods: Readonly<Record<InboxName, number>>, world: World, startedAt: number) {
  const truths = Object.fromEntries(
    INBOXES.map(name => [
      name,
      { failures: 0, lastPollAt: null, lastSuccessAt: null, nextPollAt: startedAt, lastError: null, newsLeft: 0 },
    ]),
  ) as Record<InboxName, Truth>
  const wrong: string[] = []
  const at = (time: number | null) => (time === null ? 'never' : `minute ${((time - startedAt) / 60_000).toFixed(2)}`)

  const show = (value: string | number | null) =>
    typeof value === 'number' && value > startedAt - 1 ? at(value) : String(value)

  /** A period, doubled with each failure, up to a quarter of an hour, and never less than the period. */
  const waitOf = (name: InboxName, failures: number) => {
    let wait = periods[name] * 1000
    for (let n = 0; n < failures && wait < 900_000; n++) wait = Math.min(wait * 2, 900_000)
    return wait
  }

  /** What a pass may fail with now. A grant that has gone may still be unknown here for as long as a token lasts. */
  function whyItFails(name: InboxName): { readonly causes: readonly RegExp[]; readonly mayWork: boolean } {
    const causes: RegExp[] = []
    const isCut = !world.reachable[serverOf(name)]
    if (isCut) causes.push(sentences.unreachable)
    if (name !== 'oauth') return { causes, mayWork: !isCut }
    if (!world.grantIsGood) causes.push(sentences.grantGone)
    if (!world.providerIsUp) causes.push(sentences.providerGone)
    return { causes, mayWork: causes.length === 0 }
  }

  return {
    wrong,
    at,
    newsFor: (name: InboxName) => {
      truths[name].newsLeft += 1
    },
    /** Everybody may act at once, and has to. */
    allAreDue(now: number) {
      for (const name of INBOXES) truths[name].nextPollAt = Math.min(truths[name].nextPollAt, now)
    },
    signedInAgain(now: number) {
      Object.assign(truths.oauth, { failures: 0, lastError: null, nextPollAt: now })
    },
    hasPolled(name: InboxName, failure: string | null, now: number) {
      const truth = truths[name]
      const due = truth.nextPollAt <= now
      if (!due) truth.newsLeft -= 1
      if (truth.newsLeft < 0) wrong.push(`${name} was polled at ${at(now)} without a reason.`)
      const { causes, mayWork } = whyItFails(name)
      if (failure === null && !mayWork) wrong.push(`${name} says at ${at(now)} that it worked, and it cannot have.`)
      if (failure !== null && !causes.some(cause => cause.test(failure))) {
        wrong.push(
          `${name} failed at ${at(now)} with “${failure}”; true would be ${causes.join(' or ') || 'that it works'}.`,
        )
      }
      // What waits for mail begins anew with it, and asks once what it has missed.
      if (failure === null && truth.failures > 0 && name !== 'pop3') truth.newsLeft += 1
      truth.failures = failure === null ? 0 : truth.failures + 1
      truth.lastPollAt = now
      truth.lastError = failure
      if (failure === null) truth.lastSuccessAt = now
      truth.nextPollAt = now + waitOf(name, truth.failures)
    },
    /** After a moment in which everything came to rest: nothing that was due may be left. */
    compare(name: InboxName, told: Told, now: number) {
      const { newsLeft: _news, ...truth } = truths[name]
      if (truth.nextPollAt + LOOKED_MS <= now)
        wrong.push(`${name} was due at ${at(truth.nextPollAt)} and not polled by ${at(now)}.`)
      for (const key of Object.keys(truth) as (keyof Told)[]) {
        if (told[key] !== truth[key])
          wrong.push(`${name}.${key} should be ${show(truth[key])} at ${at(now)}, is ${show(told[key])}.`)
      }
    },
    /** The inboxes that the overview has to name, with what it has to say. */
    hindrances: () =>
      INBOXES.filter(name => truths[name].failures > 0).map(name => ({
        kind: grantHasGone(truths[name].lastError) ? 'signed-out' : 'inbox-failing',
        inboxName: name,
        message: truths[name].lastError,
        since: truths[name].lastSuccessAt,
      })),
    allAreWell: () => INBOXES.every(name => truths[name].failures === 0),
    isDue: (now: number) => INBOXES.some(name => truths[name].nextPollAt + LOOKED_MS <= now),
    failures: (name: InboxName) => truths[name].failures,
  }
}
export type DayModel = ReturnType<typeof createDayModel>
