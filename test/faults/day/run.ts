import { buildMail } from '../../fixtures/mail-builder.ts'
import { type DayDesk, openDayDesk } from './desk.ts'
import { createDayModel, type DayModel, type World } from './model.ts'
import { type DayEvent, type DayPlan, INBOXES, type InboxName } from './plan.ts'

export type DayOutcome = {
  readonly mails: number
  readonly passes: number
  readonly failedPasses: number
  /** How often access tokens were given out. */
  readonly tokens: number
  readonly idles: number
  readonly longestIdleMs: number
  /** Connections of one account that were open at once, at most. */
  readonly mostOpen: number
  /** What the desk said or did that was not true, one sentence each. */
  readonly wrong: readonly string[]
}

/** Below the minute that would look like a sleep. */
const STEP_MS = 50_000
/** The longest that a failing inbox waits for its next check, and a bit. */
const RECOVERY_MS = 16 * 60_000
const PLACES = { plain: 2, billing: 2, oauth: 1, pop3: Number.POSITIVE_INFINITY } as const

/** Walks through a day; after every event and every pass the desk is compared with the model. */
export async function runDay(plan: DayPlan): Promise<DayOutcome> {
  const realNow = Date.now
  try {
    const day = await openDayDesk(plan.periods)
    return await walkThrough(day, plan).finally(day.close)
  } finally {
    Date.now = realNow
  }
}

async function walkThrough(day: DayDesk, plan: DayPlan): Promise<DayOutcome> {
  const world: World = {
    reachable: { plain: true, oauth: true, pop3: true },
    grantIsGood: true,
    providerIsUp: true,
  }
  const model = createDayModel(plan.periods, world, day.clock.now())
  const walk = createWalk(day, model, world)
  const startedAt = day.clock.now()
  day.desk.engine.start()
  walk.linesMadeAnew()
  await walk.pass(1000)
  const ahead = [...plan.events]
  for (let event = ahead.shift(); event; event = ahead.shift()) {
    await walk.passUntil(startedAt + event.at)
    if (event.what === 'sleep') {
      const until = event.at + event.ms
      const meanwhile = ahead.filter(each => each.what === 'mail' && each.at <= until)
      for (const mail of meanwhile) ahead.splice(ahead.indexOf(mail), 1)
      await walk.sleep(event.ms, meanwhile)
    } else await walk.befall(event)
  }
  await walk.passUntil(day.clock.now() + RECOVERY_MS)
  if (!model.allAreWell()) model.wrong.push('Not every inbox has recovered at the end of the day.')
  await compareTickets(day, walk.subjects(), model.wrong)
  return {
    mails: walk.subjects().length,
    ...walk.counts(),
    tokens: day.provider.issued.length,
    idles: day.lines.plain.idles(),
    longestIdleMs: day.lines.plain.longestIdleMs(),
    mostOpen: day.lines.plain.mostOpen(),
    wrong: model.wrong,
  }
}

function createWalk(day: DayDesk, model: DayModel, world: World) {
  const { clock, lines, provider, desk } = day
  const subjects: string[] = []
  let [passes, failedPasses, seenPasses] = [0, 0, 0]
  desk.engine.events.on(event => {
    if (event.name !== 'inbox.polled') return
    passes += 1
    if (event.data.failure !== null) failedPasses += 1
    model.hasPolled(day.nameOf(event.data.id), event.data.failure, clock.now())
  })

  async function compare(): Promise<void> {
    const now = clock.now()
    const inboxes = await desk.ask('inboxes.list', {})
    for (const { name, health } of inboxes) model.compare(name as InboxName, health, now)
    const { hindrances } = await desk.ask('overview.get', {})
    const told = hindrances.map(({ kind, inboxName, message, since }) => ({ kind, inboxName, message, since }))
    const true_ = model.hindrances()
    if (JSON.stringify(told) !== JSON.stringify(true_)) {
      model.wrong.push(
        `The overview says ${JSON.stringify(told)} at ${model.at(now)}, true is ${JSON.stringify(true_)}.`,
      )
    }
  }

  async function pass(ms: number): Promise<void> {
    await clock.pass(ms)
    if (passes === seenPasses && !model.isDue(clock.now())) return
    seenPasses = passes
    await compare()
  }

  async function deliver(name: InboxName): Promise<void> {
    const subject = `${name} ${subjects.length + 1}`
    subjects.push(subject)
    if (name !== 'pop3') model.newsFor(name)
    await day.deliver(
      name,
      buildMail({
        from: { name: 'Ada Byron', address: `ada${subjects.length}@example.org` },
        to: { name: '', address: 'helpdesk@desk.example.org' },
        subject,
        date: clock.now(),
        text: `This is the mail ${subject}.\n`,
      }),
    )
  }

  /** Where a line waits for it, a mail has its ticket at once. */
  async function deliverAndHear(name: InboxName): Promise<void> {
    const line = lines[name === 'billing' ? 'plain' : name]
    const isWaitedFor = line.state === 'up' && line.standing() === PLACES[name]
    await deliver(name)
    if (!isWaitedFor) return
    const before = passes
    if (!(await clock.hasHeard())) model.wrong.push(`Nobody told of the mail for ${name} at ${model.at(clock.now())}.`)
    await pass(250)
    if (passes === before) model.wrong.push(`The news for ${name} at ${model.at(clock.now())} came to nothing.`)
  }

  /** A line that begins to wait asks for one pass: mail may have come before. */
  const linesMadeAnew = () => {
    for (const name of INBOXES) if (name !== 'pop3') model.newsFor(name)
  }

  async function befall(event: Exclude<DayEvent, { what: 'sleep' }>): Promise<void> {
    switch (event.what) {
      case 'mail':
        return deliverAndHear(event.inbox)
      case 'server-down':
      case 'server-up': {
        const isUp = event.what === 'server-up'
        world.reachable[event.server] = isUp
        lines[event.server].set(isUp ? 'up' : 'down')
        linesMadeAnew()
        break
      }
      case 'network-lost':
      case 'network-back': {
        const isBack = event.what === 'network-back'
        for (const server of ['plain', 'oauth', 'pop3'] as const) {
          world.reachable[server] = isBack
          lines[server].set(isBack ? 'up' : 'lost')
        }
        world.providerIsUp = isBack
        provider.failWith(isBack ? null : 503)
        day.setAddresses(isBack ? '192.0.2.7' : '')
        if (!isBack) break
        linesMadeAnew()
        await pass(1000)
        // Within 4 seconds, however long the failing inboxes would have waited.
        model.allAreDue(clock.now() + 3000)
        await pass(3000)
        break
      }
      case 'provider-down':
      case 'provider-up':
        world.providerIsUp = event.what === 'provider-up'
        provider.failWith(world.providerIsUp ? null : 503)
        break
      case 'revoked':
        await day.revoke()
        world.grantIsGood = false
        break
      case 'signed-in':
        await day.signIn()
        world.grantIsGood = true
        model.signedInAgain(clock.now())
        linesMadeAnew()
        await pass(1000)
        break
    }
    await pass(1000)
    await compare()
  }

  return {
    pass,
    befall,
    linesMadeAnew,
    async passUntil(at: number) {
      while (clock.now() < at) await pass(Math.min(STEP_MS, at - clock.now()))
    },
    /** The machine sleeps: nothing runs, mail comes, lines die without a word. */
    async sleep(ms: number, mails: readonly DayEvent[]) {
      for (const mail of mails) if (mail.what === 'mail') await deliver(mail.inbox)
      for (const line of Object.values(lines)) line.forgetLines()
      linesMadeAnew()
      model.allAreDue(clock.now() + ms)
      await pass(ms)
    },
    subjects: () => subjects,
    counts: () => ({ passes, failedPasses }),
  }
}

async function compareTickets({ desk }: DayDesk, subjects: readonly string[], wrong: string[]): Promise<void> {
  const titles: string[] = []
  for (let offset = 0; ; offset += 1000) {
    const { rows } = await desk.ask('tickets.list', { limit: 1000, offset })
    titles.push(...rows.map(row => row.title))
    if (rows.length < 1000) break
  }
  const missing = subjects.filter(subject => !titles.includes(subject))
  if (missing.length > 0) wrong.push(`No ticket for: ${missing.join(', ')}.`)
  if (titles.length !== subjects.length - missing.length) {
    wrong.push(`${subjects.length} mails came, ${titles.length} tickets stand.`)
  }
  const { faults } = await desk.ask('store.check', {})
  wrong.push(...faults.map(fault => `check: ${fault.kind}: ${fault.message}`))
}
