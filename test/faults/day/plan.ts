import { createRandom } from '../../fixtures/seeded-random.ts'

export const INBOXES = ['plain', 'billing', 'oauth', 'pop3'] as const
export type InboxName = (typeof INBOXES)[number]

/** What befalls the desk; times in ms from the beginning of the day. */
export type DayEvent = { readonly at: number } & (
  | { readonly what: 'mail'; readonly inbox: InboxName }
  | { readonly what: 'server-down' | 'server-up'; readonly server: 'plain' | 'oauth' | 'pop3' }
  | { readonly what: 'network-lost' | 'network-back' | 'revoked' | 'signed-in' | 'provider-down' | 'provider-up' }
  | { readonly what: 'sleep'; readonly ms: number }
)

export type DayPlan = {
  readonly seed: number
  readonly ms: number
  /** Seconds between two checks. */
  readonly periods: Readonly<Record<InboxName, number>>
  readonly events: readonly DayEvent[]
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const TROUBLES = ['restart', 'outage', 'long-outage', 'network', 'sleep', 'revoked', 'provider'] as const

type DayShape = {
  /** At least; every trouble comes at least once. */
  readonly hours: number
  /** Seconds, to be drawn from. */
  readonly periods: readonly number[]
  /** Between two mails of an inbox, at most. */
  readonly mailMinutes: number
}

export const wholeDay: DayShape = { hours: 24, periods: [60, 120, 300, 600], mailMinutes: 60 }

/** The troubles in any order, and again; mail all the while. */
export function planDay(seed: number, { hours, periods, mailMinutes }: DayShape): DayPlan {
  const random = createRandom(seed)
  const period = () => random.pick(periods)
  const events: DayEvent[] = []
  let at = 10 * MINUTE
  let left: (typeof TROUBLES)[number][] = []
  for (let round = 0; round < TROUBLES.length || at < hours * HOUR; round++) {
    if (left.length === 0) left = [...TROUBLES]
    const trouble = random.pick(left)
    left = left.filter(each => each !== trouble)
    const server = random.pick(['plain', 'oauth', 'pop3'] as const)
    const lasts = (low: number, high: number) => random.spread(low * MINUTE, high * MINUTE)
    const span = (ms: number, begin: DayEvent['what'], end: DayEvent['what']) => {
      events.push({ at, what: begin, server } as DayEvent, { at: at + ms, what: end, server } as DayEvent)
      at += ms
    }
    switch (trouble) {
      case 'restart':
        span(random.between(1_000, 40_000), 'server-down', 'server-up')
        break
      case 'outage':
        span(lasts(2, 25), 'server-down', 'server-up')
        break
      case 'long-outage':
        span(lasts(40, 120), 'server-down', 'server-up')
        break
      case 'network':
        span(lasts(1, 40), 'network-lost', 'network-back')
        break
      case 'revoked':
        span(lasts(5, 60), 'revoked', 'signed-in')
        break
      case 'provider':
        span(lasts(10, 90), 'provider-down', 'provider-up')
        break
      case 'sleep': {
        const ms = random.spread(5 * MINUTE, 5 * HOUR)
        events.push({ at, what: 'sleep', ms })
        at += ms
      }
    }
    at += lasts(10, 40)
  }
  const ms = at
  for (const inbox of INBOXES) {
    for (
      let mailAt = random.between(0, 20) * MINUTE;
      mailAt < ms;
      mailAt += random.spread(MINUTE, mailMinutes * MINUTE)
    ) {
      events.push({ at: mailAt, what: 'mail', inbox })
    }
  }
  return {
    seed,
    ms,
    periods: { plain: period(), billing: period(), oauth: period(), pop3: period() },
    events: events.sort((a, b) => a.at - b.at),
  }
}
