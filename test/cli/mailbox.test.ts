import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConnectionReport, InboxSummary } from '../../src-preload/contract/entities/inbox.ts'
import { MessageRow } from '../../src-preload/contract/entities/message.ts'
import { CheckReport } from '../../src-preload/contract/entities/operations.ts'
import { TicketDetail } from '../../src-preload/contract/entities/ticket.ts'
import { newNode, oldNode, oldNodeOrWhy, run, runJson, tempFolder } from './command-line.ts'
import { makeMailFolder, picture, writeInboxFile } from './fixtures.ts'

/** Field names of a pass, word for word and in the order of the documentation. */
const POLL_FIELDS = 'id seen new processed created updated error undesired ignored held skipped ms'.split(' ')

const nodes = [
  { name: `Node ${process.versions.node}`, node: newNode },
  { name: oldNodeOrWhy, node: oldNode },
]

describe.each(nodes)('a mailbox from the command line, under $name', ({ node }) => {
  const possible = it.skipIf(node === null)
  const { dir, remove } = tempFolder('mailbox')
  const how = { node: node ?? newNode }
  const store = (...words: string[]) => ['--data', join(dir, 'desk'), ...words]
  const ask = <T>(...words: string[]) => runJson<T>(store(...words), how)
  const tell = (...words: string[]) => run(store(...words), how)
  let inbox = ''

  beforeAll(() => makeMailFolder(dir))
  afterAll(remove)

  const messages = async () => {
    const { messages: rows } = await ask<{ messages: MessageRow[] }>('messages', 'list', '--inbox', inbox, '--json')
    return rows
  }
  const messageOf = async (subject: string) => {
    const row = (await messages()).find(message => message.subject === subject)
    if (!row) throw new Error(`There is no message ${subject}`)
    return row
  }

  possible('inbox add, list and test: a path in the file is meant from where the file lies', async () => {
    const added = await ask<{ id: string }>('inbox', 'add', '--file', writeInboxFile(dir))
    expect(Object.keys(added)).toEqual(['id'])
    inbox = added.id
    const { inboxes } = await ask<{ inboxes: InboxSummary[] }>('inbox', 'list', '--json')
    expect(inboxes.map(row => InboxSummary.parse(row))).toMatchObject([
      { id: inbox, name: 'Folder', protocol: 'folder', where: join(dir, 'mails'), active: true },
    ])
    const report = ConnectionReport.parse(await ask('inbox', 'test', inbox, '--json'))
    expect(report.ok).toBe(true)
    expect(report.steps.length).toBeGreaterThan(0)
  })

  possible('inbox test of a place that is not there: exit code 1, and the step that failed', async () => {
    const gone = writeInboxFile(dir, { name: 'Gone', path: 'nowhere', active: false })
    const { id } = await ask<{ id: string }>('inbox', 'add', '--file', gone)
    const { code, stdout } = await tell('inbox', 'test', id, '--json')
    expect(code).toBe(1)
    const report = ConnectionReport.parse(JSON.parse(stdout))
    expect(report.ok).toBe(false)
    expect(report.steps.at(-1)?.ok).toBe(false)
    expect(await tell('poll', '--inbox', id, '--json')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('nowhere'),
    })
    expect(await tell('inbox', 'remove', id)).toEqual({ code: 0, stdout: '', stderr: '' })
    expect((await ask<{ inboxes: unknown[] }>('inbox', 'list', '--json')).inboxes).toHaveLength(1)
  })

  possible('poll: counts of this pass on standard output, the story of each message on standard error', async () => {
    const { code, stdout, stderr } = await tell('poll', '--json', '--verbose')
    expect(code).toBe(0)
    expect(stdout.trimEnd().split('\n')).toHaveLength(1)
    const { inboxes } = JSON.parse(stdout)
    expect(Object.keys(inboxes[0])).toEqual(POLL_FIELDS)
    expect(inboxes).toMatchObject([
      {
        id: inbox,
        seen: 5,
        new: 5,
        processed: 3,
        created: 2,
        updated: 1,
        error: 1,
        undesired: 1,
        ignored: 0,
        held: 0,
        skipped: 0,
      },
    ])
    for (const word of ['Réparer la fenêtre', 'find-ticket', 'inbox-behaviour', 'A machine answered, not a person.']) {
      expect(stderr).toContain(word)
    }
    const second = await tell('poll', '--inbox', inbox, '--json')
    expect(JSON.parse(second.stdout).inboxes).toMatchObject([{ seen: 5, new: 0, processed: 0, skipped: 5 }])
    expect(second.stderr).toBe('')
  })

  possible('messages list shows what every mail became, messages eml gives it back as it came', async () => {
    const rows = await messages()
    expect(rows.map(row => MessageRow.parse(row).state).toSorted()).toEqual([
      'error',
      'processed',
      'processed',
      'processed',
      'undesired',
    ])
    const paper = await messageOf('The printer is out of paper')
    expect(paper.ticketRef).toBe('R-000001')
    const { stdout } = await tell('messages', 'eml', paper.id)
    expect(stdout).toBe(readFileSync(join(dir, 'mails', '1.eml'), 'utf8'))
  })

  possible('tickets list and show: full tickets', async () => {
    const { tickets } = await ask<{ tickets: TicketDetail[] }>('tickets', 'list', '--json')
    expect(tickets.map(({ ref, title }) => `${ref} ${title}`)).toEqual([
      'R-000001 The printer is out of paper',
      'R-000002 Réparer la fenêtre',
    ])
    expect(tickets.map(ticket => TicketDetail.parse(ticket))).toEqual(tickets)
    expect(tickets[0]).toMatchObject({
      callerAddress: 'ada@example.org',
      descriptionText: expect.stringContaining('Please bring some.'),
      entries: [{ log: 'public_log', authorAddress: 'ada@example.org', text: expect.stringContaining('And ink.') }],
      messageIds: expect.arrayContaining(['<paper@example.org>', '<more@example.org>']),
    })
    expect(await ask('tickets', 'show', 'R-000002', '--json')).toEqual(tickets[1])
    expect(tickets[1]?.attachments).toMatchObject([
      { name: 'fenêtre.png', kept: true, sha256: createHash('sha256').update(picture).digest('hex') },
    ])
  })

  possible('messages process, ignore and reset: how many changed, and why the others did not', async () => {
    const { id } = await messageOf('From nobody')
    expect(await ask('messages', 'process', id)).toEqual({ changed: 1, refused: [] })
    expect((await messageOf('From nobody')).state).toBe('error')
    expect(await ask('messages', 'ignore', id)).toEqual({ changed: 1, refused: [] })
    expect((await messageOf('From nobody')).state).toBe('ignored')
    expect(await ask('messages', 'reset', id)).toEqual({ changed: 1, refused: [] })
    expect((await messageOf('From nobody')).state).toBe('new')
    const again = await tell('messages', 'reset', id, '999')
    expect(again.code).toBe(1)
    expect(JSON.parse(again.stdout)).toMatchObject({ changed: 0, refused: [{ id }, { id: '999' }] })
    expect(again.stderr).toContain(`message ${id}: It is new already.`)
  })

  possible('messages process --anyway: an absence note becomes a ticket when a person says so', async () => {
    const { id } = await messageOf('Away')
    expect(await ask('messages', 'process', id, '--anyway')).toEqual({ changed: 1, refused: [] })
    expect(await messageOf('Away')).toMatchObject({ state: 'processed', ticketRef: 'R-000003' })
  })

  possible('messages delete: gone from the source with the next check, still in the store', async () => {
    const { id } = await messageOf('Away')
    expect(await ask('messages', 'delete', id)).toEqual({ changed: 1, refused: [] })
    expect(existsSync(join(dir, 'mails', '4.eml'))).toBe(true)
    await ask('poll', '--json')
    expect(existsSync(join(dir, 'mails', '4.eml'))).toBe(false)
    expect(existsSync(join(dir, 'mails', '1.eml'))).toBe(true)
    expect((await tell('messages', 'eml', id)).stdout).toContain('Subject: Away')
  })

  possible('check finds nothing wrong', async () => {
    const report = await ask<CheckReport>('check', '--json')
    expect(CheckReport.parse(report)).toEqual(report)
    expect(report).toMatchObject({ ok: true, faults: [], messages: 5, tickets: 3 })
    expect(await tell('check')).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('All is well') })
  })

  possible('without --json a list is for people: nothing on standard output', async () => {
    for (const words of [
      ['inbox', 'list'],
      ['inbox', 'test', inbox],
      ['messages', 'list'],
      ['tickets', 'list'],
      ['tickets', 'show', 'R-000001'],
      ['poll'],
    ]) {
      const { code, stdout, stderr } = await tell(...words)
      expect({ words, code, stdout }, stderr).toEqual({ words, code: 0, stdout: '' })
    }
  })
})
