import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InputOf } from '../../src-preload/contract/procedures.ts'
import { type DeskUnderTest, openDesk } from './desk-under-test.ts'
import { type ScriptedServer, startScriptedServer } from './scripted-server.ts'
import { type Fault, playTwoFolders, type TwoFolders } from './two-folders.ts'

const RETRY_MS = 30_000
const MODERN = 'IMAP4rev1 UIDPLUS MOVE'
/** Exchange 2010, older Cyrus: COPY, STORE and UID EXPUNGE. */
const WITHOUT_MOVE = 'IMAP4rev1 UIDPLUS'
const MOVE_ALONE = 'IMAP4rev1 MOVE'

let desk: DeskUnderTest
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.close())

let accounts = 0
type Play = {
  readonly id: string
  readonly account: TwoFolders
  readonly poll: () => Promise<string | null>
  readonly action: () => Promise<Awaited<ReturnType<typeof actionsOf>>[number] | undefined>
}

async function actionsOf(id: string) {
  const { rows } = await desk.ask('messages.list', { inboxId: id, withGone: true })
  const own = new Set(rows.map(row => row.id))
  return (await desk.ask('actions.list', { limit: 1000 })).filter(action => own.has(action.messageId))
}

/** An inbox whose one mail becomes a ticket and then goes, on a server that does what the fault says. */
async function playing(
  how: { readonly storage: 'delete' | 'move'; readonly capabilities?: string; readonly fault?: Fault },
  work: (play: Play) => Promise<void>,
): Promise<void> {
  accounts += 1
  const raw = `Subject: Mail ${accounts}\r\nFrom: Ada <ada@example.org>\r\nMessage-ID: <m${accounts}@example.org>\r\n\r\nHelp ${accounts}\r\n`
  const account = playTwoFolders(how.capabilities ?? MODERN, [raw], how.fault)
  const server: ScriptedServer = await startScriptedServer({ scripts: [account.script] })
  const config: InputOf<'inboxes.save'>['config'] = {
    name: `Desk ${accounts}`,
    server: '127.0.0.1',
    port: server.port,
    security: 'none',
    login: `ada${accounts}`,
    own_addresses: ['helpdesk@example.org'],
    unknown_caller_behavior: 'create_contact',
    email_storage: how.storage,
    target_folder: how.storage === 'move' ? 'Done' : '',
    active: false,
  }
  try {
    const { id } = await desk.ask('inboxes.save', { config, password: 'secret' })
    await work({
      id,
      account,
      async poll() {
        const { inboxes } = await desk.ask('inboxes.poll', { id, actAtOnce: true })
        return inboxes[0]?.failure ?? null
      },
      action: async () => (await actionsOf(id))[0],
    })
  } finally {
    await server.stop()
  }
}

/** Nothing is in the way any more: the same action is carried out, once, and the books balance. */
async function comesRight({ id, account, poll, action }: Play, target: readonly string[]): Promise<void> {
  desk.advance(RETRY_MS)
  expect(await poll()).toBeNull()
  expect(account.subjects('INBOX')).toEqual([])
  expect(account.subjects('Done')).toEqual(target)
  expect(await action()).toMatchObject({ state: 'done', lastError: null })
  expect(await actionsOf(id)).toHaveLength(1)
  expect(await desk.ask('inboxes.get', { id })).toMatchObject({ onServer: 0 })
  const { faults } = await desk.ask('store.check', {})
  expect(faults.filter(({ kind }) => kind !== 'index-behind')).toEqual([])
}

type Case = readonly [at: string, how: Fault['how'], said: RegExp]

/** The line is gone: the pass ends with the reason, and the action keeps it. */
const LOST = /ended the connection|closed the connection|lost/i

describe('deleting on a server that refuses or ends the line', () => {
  const cases: readonly Case[] = [
    ['UID STORE', 'NO', /did not delete the message.*not today/],
    ['UID STORE', 'BAD', /did not delete the message.*not today/],
    ['UID STORE', 'BYE', /the server goes down/],
    ['UID STORE', 'CUT', LOST],
    ['UID STORE', 'CUT-AFTER', LOST],
    ['UID EXPUNGE', 'NO', /did not delete the message.*not today/],
    ['UID EXPUNGE', 'BAD', /did not delete the message.*not today/],
    ['UID EXPUNGE', 'BYE', /the server goes down/],
    ['UID EXPUNGE', 'CUT', LOST],
  ]
  it.each(cases)('%s, %s: the mail stays, the reason is seen, the next try deletes it', async (at, how, said) => {
    await playing({ storage: 'delete', fault: { at, how } }, async play => {
      await play.poll()
      expect(play.account.subjects('INBOX')).toHaveLength(1)
      expect(await play.action()).toMatchObject({
        kind: 'delete',
        state: 'waiting',
        attempts: 1,
        lastError: expect.stringMatching(said),
      })
      await comesRight(play, [])
    })
  })

  it('finds the work done where the line was lost after the EXPUNGE', async () => {
    await playing({ storage: 'delete', fault: { at: 'UID EXPUNGE', how: 'CUT-AFTER' } }, async play => {
      expect(await play.poll()).toMatch(LOST)
      expect(play.account.subjects('INBOX')).toEqual([])
      desk.advance(RETRY_MS)
      expect(await play.poll()).toBeNull()
      expect(await play.action()).toMatchObject({ state: 'done' })
    })
  })

  it('takes a mail for there again that a server has reported deleted and keeps', async () => {
    await playing({ storage: 'delete', fault: { at: 'UID EXPUNGE', how: 'LIE' } }, async play => {
      expect(await play.poll()).toBeNull()
      expect(await play.poll()).toBeNull()
      const { rows } = await desk.ask('messages.list', { inboxId: play.id })
      expect(rows).toMatchObject([{ state: 'processed', presence: 'on-server' }])
    })
  })

  it('deletes nothing without UIDPLUS, and says so', async () => {
    await playing({ storage: 'delete', capabilities: MOVE_ALONE }, async play => {
      expect(await play.poll()).toBeNull()
      expect(play.account.subjects('INBOX')).toEqual([expect.not.stringContaining('*')])
      expect(await play.action()).toMatchObject({ state: 'waiting', lastError: expect.stringContaining('UIDPLUS') })
    })
  })
})

describe('moving in one step', () => {
  const cases: readonly Case[] = [
    ['UID MOVE', 'NO', /did not move the mail to “Done”.*not today/],
    ['UID MOVE', 'BAD', /did not move the mail to “Done”.*not today/],
    ['UID MOVE', 'BYE', /the server goes down/],
    ['UID MOVE', 'CUT', LOST],
    ['STATUS', 'NO', /does not tell what the target folder holds/],
    ['LIST', 'BAD', /.+/],
  ]
  it.each(cases)('%s, %s: the mail stays, the reason is seen, the next try moves it', async (at, how, said) => {
    // All folders are listed when the inbox is saved, and again for the move.
    const fault = { at, how, ...(at === 'LIST' ? { like: /\*/, nth: 2 } : {}) }
    await playing({ storage: 'move', fault }, async play => {
      await play.poll()
      expect(play.account.subjects('INBOX')).toEqual([expect.not.stringContaining('*')])
      expect(play.account.subjects('Done')).toEqual([])
      expect(await play.action()).toMatchObject({
        kind: 'move',
        state: 'waiting',
        attempts: 1,
        lastError: expect.stringMatching(said),
      })
      await comesRight(play, [`Subject: Mail ${accounts}`])
    })
  })

  it('finds the work done where the line was lost after the MOVE', async () => {
    await playing({ storage: 'move', fault: { at: 'UID MOVE', how: 'CUT-AFTER' } }, async play => {
      expect(await play.poll()).toMatch(LOST)
      desk.advance(RETRY_MS)
      expect(await play.poll()).toBeNull()
      expect(play.account.subjects('Done')).toEqual([`Subject: Mail ${accounts}`])
      expect(await play.action()).toMatchObject({ state: 'done' })
    })
  })

  it('does not believe a move that did nothing', async () => {
    await playing({ storage: 'move', capabilities: MOVE_ALONE, fault: { at: 'UID MOVE', how: 'LIE' } }, async play => {
      await play.poll()
      expect(await play.action()).toMatchObject({
        state: 'waiting',
        lastError: expect.stringContaining('the target folder lacks the message'),
      })
      await comesRight(play, [`Subject: Mail ${accounts}`])
    })
  })

  it('gives up at once, in sight, where the mail has left and the target does not show it', async () => {
    // The target is looked into, and a server that hides what came says so here.
    const fault = { at: 'UID SEARCH', how: 'LIE', nth: 2 } as const
    await playing({ storage: 'move', capabilities: MOVE_ALONE, fault }, async play => {
      expect(await play.poll()).toBeNull()
      expect(play.account.subjects('INBOX')).toEqual([])
      expect(await play.action()).toMatchObject({
        state: 'failed',
        lastError: expect.stringContaining('put it back from the store'),
        canRetry: false,
        canPutBack: true,
      })
      const { faults } = await desk.ask('store.check', {})
      expect(faults.filter(({ kind }) => kind !== 'index-behind')).toEqual([])
    })
  })
})

describe('moving by COPY, STORE and UID EXPUNGE', () => {
  const before: readonly Case[] = [
    ['STATUS', 'NO', /does not tell what the target folder holds/],
    ['UID COPY', 'NO', /did not move the mail to “Done”.*not today/],
    ['UID COPY', 'BAD', /did not move the mail to “Done”.*not today/],
    ['UID COPY', 'BYE', /the server goes down/],
    ['UID COPY', 'CUT', LOST],
  ]
  it.each(before)('%s, %s: nothing is copied, the next try moves it', async (at, how, said) => {
    await playing({ storage: 'move', capabilities: WITHOUT_MOVE, fault: { at, how } }, async play => {
      await play.poll()
      expect(play.account.subjects('INBOX')).toEqual([expect.not.stringContaining('*')])
      expect(play.account.subjects('Done')).toEqual([])
      expect(await play.action()).toMatchObject({
        state: 'waiting',
        attempts: 1,
        lastError: expect.stringMatching(said),
      })
      await comesRight(play, [`Subject: Mail ${accounts}`])
      expect(play.account.heard()).not.toContain('EXPUNGE')
    })
  })

  const after: readonly Case[] = [
    ['UID COPY', 'CUT-AFTER', LOST],
    ['UID STORE', 'NO', /did not delete the message.*not today/],
    ['UID STORE', 'BAD', /did not delete the message.*not today/],
    ['UID STORE', 'BYE', /the server goes down/],
    ['UID STORE', 'CUT', LOST],
    ['UID STORE', 'CUT-AFTER', LOST],
    ['UID EXPUNGE', 'NO', /did not delete the message.*not today/],
    ['UID EXPUNGE', 'BAD', /did not delete the message.*not today/],
    ['UID EXPUNGE', 'BYE', /the server goes down/],
    ['UID EXPUNGE', 'CUT', LOST],
  ]
  it.each(after)('%s, %s: the repeat finds its own copy and makes no second one', async (at, how, said) => {
    await playing({ storage: 'move', capabilities: WITHOUT_MOVE, fault: { at, how } }, async play => {
      await play.poll()
      expect(play.account.subjects('INBOX')).toHaveLength(1)
      expect(play.account.subjects('Done')).toHaveLength(1)
      expect(await play.action()).toMatchObject({
        state: 'waiting',
        attempts: 1,
        lastError: expect.stringMatching(said),
      })
      await comesRight(play, [`Subject: Mail ${accounts}`])
      expect(play.account.heard().filter(name => name === 'UID COPY')).toHaveLength(1)
    })
  })

  it('finds the work done where the line was lost after the EXPUNGE', async () => {
    const fault = { at: 'UID EXPUNGE', how: 'CUT-AFTER' } as const
    await playing({ storage: 'move', capabilities: WITHOUT_MOVE, fault }, async play => {
      expect(await play.poll()).toMatch(LOST)
      desk.advance(RETRY_MS)
      expect(await play.poll()).toBeNull()
      expect(play.account.subjects('Done')).toEqual([`Subject: Mail ${accounts}`])
      expect(await play.action()).toMatchObject({ state: 'done' })
    })
  })

  it('deletes nothing where the COPY was reported and the target does not show it', async () => {
    await playing(
      { storage: 'move', capabilities: WITHOUT_MOVE, fault: { at: 'UID COPY', how: 'LIE' } },
      async play => {
        await play.poll()
        expect(play.account.subjects('INBOX')).toEqual([expect.not.stringContaining('*')])
        expect(play.account.heard()).not.toContain('UID STORE')
        await comesRight(play, [`Subject: Mail ${accounts}`])
      },
    )
  })

  it('takes no other mail for its copy that came into the target meanwhile', async () => {
    await playing(
      { storage: 'move', capabilities: WITHOUT_MOVE, fault: { at: 'UID COPY', how: 'CUT' } },
      async play => {
        await play.poll()
        // As long as the own one, with the same Message-ID, but delivered another time.
        const twin = `Subject: Liam ${accounts}\r\nFrom: Ada <ada@example.org>\r\nMessage-ID: <m${accounts}@example.org>\r\n\r\nHelp ${accounts}\r\n`
        play.account.put('Done', twin)
        await comesRight(play, [`Subject: Liam ${accounts}`, `Subject: Mail ${accounts}`])
      },
    )
  })

  it('makes no second copy either when the action was undone in between and asked for again', async () => {
    await playing(
      { storage: 'move', capabilities: WITHOUT_MOVE, fault: { at: 'UID STORE', how: 'NO' } },
      async play => {
        await play.poll()
        const action = await play.action()
        await desk.ask('actions.cancel', { id: action?.id ?? '' })
        const selection = { ids: [action?.messageId ?? ''] }
        await desk.ask('messages.move', { selection, targetFolder: 'Done' })
        expect(await play.poll()).toBeNull()
        expect(play.account.subjects('INBOX')).toEqual([])
        expect(play.account.subjects('Done')).toEqual([`Subject: Mail ${accounts}`])
      },
    )
  })

  it('is refused before anything is copied on a server with neither MOVE nor UIDPLUS', async () => {
    await playing({ storage: 'move', capabilities: 'IMAP4rev1' }, async play => {
      expect(await play.poll()).toBeNull()
      expect(play.account.subjects('Done')).toEqual([])
      expect(await play.action()).toMatchObject({ state: 'waiting', lastError: expect.stringContaining('UIDPLUS') })
    })
  })
})
