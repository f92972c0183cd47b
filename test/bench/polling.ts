import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { deskFile } from '../../src-main/engine/store/open.ts'
import { buildMail } from '../fixtures/mail-builder.ts'
import { type Dovecot, startDovecot } from '../protocol/dovecot.ts'
import { startTcpRecorder } from '../protocol/tcp-recorder.ts'
import { type BenchDesk, benchConfig, openBenchDesk } from './bench-desk.ts'
import { openImapLine } from './imap-line.ts'
import { type Cost, median } from './measure.ts'

/**
 * What a poll of a large mailbox costs beside one of ten mails, over real Dovecot: nothing new, one new, one gone; the
 * first listing beside the barest way to do it; and how long a mail takes from the mailbox to its ticket with IDLE.
 */
const PASSWORD = 'secret'
const SMALL = 10
const POLLS = 15
const NEWS = 20
const SYNCS = 3
const FIRST_AT = Date.parse('2024-01-01T00:00:00Z')

const say = (line: string) => process.stdout.write(`${line}\n`)
const ms = (value: number) => `${value.toFixed(1)} ms`
const megabytes = (bytes: number) => (bytes / 1024 ** 2).toFixed(0)

function smallMail(index: number): Uint8Array {
  return buildMail({
    from: { name: `Writer ${index % 500}`, address: `writer${index % 500}@office.example.com` },
    to: 'helpdesk@desk.example.org',
    subject: `The printer on floor ${index} is out of paper`,
    date: FIRST_AT + index * 1000,
    text: `Please bring some to room ${index}.\r\n`,
  })
}

function* smallMails(count: number): Generator<Uint8Array> {
  for (let index = 0; index < count; index += 1) yield smallMail(index)
}

export async function benchPolling(rows: number): Promise<void> {
  const dovecot = await startDovecot({ hasBoxes: true })
  try {
    const sizes = { small: SMALL, large: rows }
    for (const [login, count] of Object.entries(sizes)) {
      await dovecot.addUser(login, PASSWORD)
      await dovecot.fill(login, 'INBOX', smallMails(count), FIRST_AT)
      // The server makes its own index once; that is no part of any figure.
      const line = await openImapLine(dovecot.ports.imap, login, PASSWORD)
      await line.ask('SELECT INBOX')
      await line.ask('UID FETCH 1:* (UID RFC822.SIZE INTERNALDATE)')
      line.close()
    }
    await benchPolls(dovecot, rows)
    benchFirstSync(dovecot, (await dovecot.uids('large', 'INBOX')).length)
  } finally {
    await dovecot.stop()
  }
}

function runChild(script: string, dovecot: Dovecot, count: number): Cost {
  const dataDir = mkdtempSync(join(tmpdir(), 'postdesk-bench-sync-'))
  try {
    const target = { server: dovecot.host, port: dovecot.ports.imap, login: 'large', password: PASSWORD, caFile: '' }
    const child = spawnSync(
      process.execPath,
      [join(import.meta.dirname, script), JSON.stringify({ ...target, dataDir, count })],
      { encoding: 'utf8' },
    )
    if (child.status !== 0) throw new Error(`${script} failed: ${child.stderr}`)
    return JSON.parse(child.stdout.trim().split('\n').at(-1) ?? '') as Cost
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 20 })
  }
}

function benchFirstSync(dovecot: Dovecot, rows: number): void {
  const ways = { 'bare FETCH and INSERT': 'child-raw-sync.ts', Postdesk: 'child-first-sync.ts' }
  const costs = Object.keys(ways).map((): Cost[] => [])
  for (let run = 0; run < SYNCS; run += 1) {
    for (const [index, script] of Object.values(ways).entries()) costs[index]?.push(runChild(script, dovecot, rows))
  }
  const medianOf = (list: readonly Cost[], value: (cost: Cost) => number) => median(list.map(value))
  for (const [index, name] of Object.keys(ways).entries()) {
    const list = costs[index] ?? []
    const wallMs = medianOf(list, cost => cost.wallMs)
    say(
      `first listing of ${rows}, ${name.padEnd(22)} ${(wallMs / 1000).toFixed(2)} s, cpu ${(medianOf(list, cost => cost.cpuMs) / 1000).toFixed(2)} s, ` +
        `${(rows / (wallMs / 1000)).toFixed(0)} rows/s, ${megabytes(medianOf(list, cost => cost.peakRssBytes - cost.baseRssBytes))} MB over its beginning, ` +
        `loop max ${ms(medianOf(list, cost => cost.loopDelayMaxMs))}`,
    )
  }
  const [bare, ours] = costs.map(list => medianOf(list, cost => cost.wallMs))
  say(`first listing: ${((ours ?? 0) / (bare ?? 1)).toFixed(2)} times the bare way`)
}

async function benchPolls(dovecot: Dovecot, rows: number): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'postdesk-bench-polls-'))
  const desk = await openBenchDesk(dataDir)
  try {
    const ids = {
      small: await desk.addInbox('small', PASSWORD, dovecot.ports.imap),
      large: await desk.addInbox('large', PASSWORD, dovecot.ports.imap),
    }
    for (const id of Object.values(ids)) {
      await desk.ask('inboxes.look', { id })
      await desk.ask('inboxes.answerFirstLook', { id, choice: { take: 'new-only' } })
    }
    makeProcessed(dataDir)
    await comparePolls(dovecot, desk, ids, 'nothing new', async () => {})
    let next = rows
    const deliver = (login: string) => {
      next += 1
      return dovecot.save(login, 'INBOX', smallMail(next))
    }
    await comparePolls(dovecot, desk, ids, 'one new', deliver)
    await comparePolls(dovecot, desk, ids, 'one gone', login => expungeOne(dovecot, login))
    await countBytes(dovecot, desk, ids, deliver)
    await benchNews(dovecot, desk, ids.large, deliver)
  } finally {
    await desk.engine.close()
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 20 })
  }
}

/** As they are after years: decided, with a decision and a trace of usual length. */
function makeProcessed(dataDir: string): void {
  const db = new Database(deskFile(dataDir))
  db.pragma('synchronous = OFF')
  const decision = JSON.stringify({ kind: 'create', because: 'no ticket was named', fields: 'x'.repeat(600) })
  const trace = JSON.stringify(
    Array.from({ length: 12 }, (_, step) => ({ step, outcome: 'passed', reason: 'y'.repeat(90) })),
  )
  db.prepare(
    `UPDATE message SET state = 'processed', reason_code = '', reason = '', processed_at = received_at,
      message_id = '<' || id || '@office.example.com>', fingerprint = 'f' || id, subject = 'The printer is out of paper',
      subject_folded = 'the printer is out of paper', from_address = 'writer@office.example.com',
      from_folded = 'writer@office.example.com', decision = ?, trace = ?`,
  ).run(decision, trace)
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}

/** What the server itself takes to sign somebody in and to open the folder, whoever asks, with the words of Postdesk. */
async function openBare(dovecot: Dovecot, login: string): Promise<number> {
  const startedAt = performance.now()
  const line = await openImapLine(dovecot.ports.imap, login, PASSWORD)
  for (const command of [
    'NAMESPACE',
    'ENABLE QRESYNC',
    'LIST "" "INBOX" RETURN (SPECIAL-USE CHILDREN SUBSCRIBED)',
    'LSUB "" "INBOX"',
    'SELECT INBOX',
    'LOGOUT',
  ]) {
    await line.ask(command)
  }
  const ms = performance.now() - startedAt
  line.close()
  return ms
}

async function comparePolls(
  dovecot: Dovecot,
  desk: BenchDesk,
  ids: { readonly small: string; readonly large: string },
  name: string,
  before: (login: string) => Promise<void>,
): Promise<void> {
  const times = { small: [] as number[], large: [] as number[] }
  const bare = { small: [] as number[], large: [] as number[] }
  const cpu = { small: [] as number[], large: [] as number[] }
  for (let run = -2; run < POLLS; run += 1) {
    for (const login of ['small', 'large'] as const) {
      await before(login)
      const spent = process.cpuUsage()
      const startedAt = performance.now()
      const { inboxes } = await desk.ask('inboxes.poll', { id: ids[login] })
      const took = performance.now() - startedAt
      const { user, system } = process.cpuUsage(spent)
      if (inboxes[0]?.failure !== null) throw new Error(`The poll failed: ${inboxes[0]?.failure}`)
      if (run < 0) continue
      times[login].push(took)
      cpu[login].push((user + system) / 1000)
    }
    // As far apart as the polls: what a server remembers, it forgets again.
    for (const login of ['small', 'large'] as const) {
      await before(login)
      const took = await openBare(dovecot, login)
      if (run >= 0) bare[login].push(took)
    }
    for (const id of Object.values(ids)) await desk.ask('inboxes.poll', { id })
  }
  const [small, large] = [median(times.small), median(times.large)]
  say(
    `poll, ${name.padEnd(11)}: small ${ms(small)}, large ${ms(large)}, ratio ${(large / small).toFixed(2)} (expected: at most 1.5); ` +
      `the bare session ${ms(median(bare.small))} and ${ms(median(bare.large))}; ` +
      `cpu of Postdesk ${ms(median(cpu.small))} and ${ms(median(cpu.large))}`,
  )
}

/** The lowest UID goes each time: asking doveadm for all of them would take longer than any poll. */
const goneUids: Record<string, number> = { small: 0, large: 0 }

async function expungeOne(dovecot: Dovecot, login: string): Promise<void> {
  const uid = (goneUids[login] ?? 0) + 1
  goneUids[login] = uid
  await dovecot.doveadm(['expunge', '-u', login, 'mailbox', 'INBOX', 'uid', String(uid)])
}

/** The same polls again over a line that is written down. */
async function countBytes(
  dovecot: Dovecot,
  desk: BenchDesk,
  ids: { readonly small: string; readonly large: string },
  deliver: (login: string) => Promise<void>,
): Promise<void> {
  const recorder = await startTcpRecorder({ to: { host: dovecot.host, port: dovecot.ports.imap } })
  for (const login of ['small', 'large'] as const) {
    const id = ids[login]
    await desk.ask('inboxes.save', { id, config: benchConfig(login, recorder.port), password: PASSWORD })
    const bytesOf = async (before: () => Promise<unknown>) => {
      await before()
      recorder.clear()
      await desk.ask('inboxes.poll', { id })
      return recorder.bytes()
    }
    const nothing = await bytesOf(async () => {})
    const bodies = /BODY|RFC822(?!\.SIZE)|ENVELOPE/.test(recorder.clientText()) ? 'a body was fetched' : 'no body'
    const gone = await bytesOf(() => expungeOne(dovecot, login))
    const fresh = await bytesOf(() => deliver(login))
    say(`bytes, ${login.padEnd(5)}: nothing new ${nothing} (${bodies}), one gone ${gone}, one new ${fresh}`)
    await desk.ask('inboxes.save', { id, config: benchConfig(login, dovecot.ports.imap), password: PASSWORD })
  }
  await recorder.stop()
}

/** From the moment a mail lies in the mailbox to its ticket; beside it, when the server tells a bare line that idles. */
async function benchNews(
  dovecot: Dovecot,
  desk: BenchDesk,
  id: string,
  deliver: (login: string) => Promise<void>,
): Promise<void> {
  const recorder = await startTcpRecorder({ to: { host: dovecot.host, port: dovecot.ports.imap } })
  const config = { ...benchConfig('large', recorder.port), active: true }
  await desk.ask('inboxes.save', { id, config, password: PASSWORD })
  await desk.ask('inboxes.poll', { id })
  const bare = await openImapLine(dovecot.ports.imap, 'large', PASSWORD)
  await bare.ask('SELECT INBOX')
  await bare.ask('IDLE')
  desk.engine.start()
  while (!recorder.serverText().includes('+ idling')) await new Promise(resolve => setTimeout(resolve, 50))
  // The first news of a line that has just begun to listen have been followed by then.
  await new Promise(resolve => setTimeout(resolve, 2000))
  const toTicket: number[] = []
  const toBare: number[] = []
  for (let run = 0; run < NEWS; run += 1) {
    const decided = new Promise<void>(resolve => {
      const end = desk.engine.events.on(event => {
        if (event.name !== 'message.decided') return
        end()
        resolve()
      })
    })
    const heard = bare.hear().then(() => performance.now())
    const startedAt = performance.now()
    await deliver('large')
    await decided
    toTicket.push(performance.now() - startedAt)
    toBare.push((await heard) - startedAt)
    await new Promise(resolve => setTimeout(resolve, 500))
  }
  bare.close()
  say(
    `news by IDLE, mailbox to ticket: median ${ms(median(toTicket))}, worst ${ms(Math.max(...toTicket))}; ` +
      `the server tells a bare line after ${ms(median(toBare))}, worst ${ms(Math.max(...toBare))}`,
  )
  await recorder.stop()
}
