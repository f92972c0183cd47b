import { describe, expect, it, vi } from 'vitest'
import type { KnownFolder, LeftOut, SourceSession } from '../../src-main/engine/ports.ts'
import { listImapFolders } from '../../src-main/engine/sources/imap/list-imap-folders.ts'
import type { ImapSourceOptions } from '../../src-main/engine/sources/imap/options.ts'
import { against, collect, never, refusalOf, withSession } from './imap-case.ts'
import { manualClock } from './manual-clock.ts'
import { done, fetchRow, type ImapRole, playImap, type ScriptedMail } from './scripted-imap.ts'
import { nothingKnown, recordOf } from './source-ports.ts'

const mailOf = (uid: number): ScriptedMail => ({ uid, raw: `Subject: mail ${uid}\r\n\r\nHello ${uid}\r\n` })
const mails = [1, 2, 3].map(mailOf)

function inSession<Result>(
  role: ImapRole,
  work: (session: SourceSession) => Promise<Result>,
  options: Partial<ImapSourceOptions> = {},
): Promise<Result> {
  return withSession({ scripts: [playImap({ mails, ...role })], options }, work)
}

const uidsListed = (role: ImapRole, known: KnownFolder = nothingKnown) =>
  inSession(role, async session => (await session.list(known)).added.map(({ uid }) => uid))

const textsOf = async (session: SourceSession, uids: readonly string[]) =>
  (await collect(session.fetch(uids, never))).map(({ uid, raw }) => [uid, Buffer.from(raw).toString()])

function knownOf(uids: readonly number[], uidValidity = '7'): KnownFolder {
  const texts = uids.map(String)
  return { ...nothingKnown, uidValidity, highestUid: texts.at(-1) ?? null, onServer: uids.length, ...recordOf(texts) }
}

describe('listing', () => {
  it('does without an answer to CAPABILITY', async () => {
    const on: ImapRole['on'] = { CAPABILITY: command => done(command, [], 'NO never heard of it') }
    expect(await uidsListed({ on })).toEqual(['1', '2', '3'])
  })

  it('reads past a hundred thousand capabilities, unknown answers and unknown tags', async () => {
    const capabilities = `IMAP4rev1 ${Array.from({ length: 100_000 }, (_, index) => `X-${index}`).join(' ')}`
    const on: ImapRole['on'] = {
      LOGIN: command => done(command, [], 'OK [CAPABILITY IMAP4rev1] welcome'),
      'UID FETCH': (_, honest) => ['* WEATHER fine\r\n', 'ZZZ9 OK not yours\r\n', ...honest],
    }
    expect(await uidsListed({ capabilities, on })).toEqual(['1', '2', '3'])
  })

  it('takes the last message below n for what it is: not new', async () => {
    expect(await uidsListed({}, knownOf([1, 2, 3]))).toEqual([])
  })

  it('takes UIDs in falling order, and takes those that come twice once', async () => {
    const on: ImapRole['on'] = {
      'UID FETCH': command =>
        done(
          command,
          [9, 7, 7, 3].map((uid, index) => fetchRow(index + 1, mailOf(uid), command)),
        ),
    }
    const falling = [9, 7, 3].map(mailOf)
    expect(await uidsListed({ mails: falling, on })).toEqual(['3', '7', '9'])
  })

  it.each([
    ['0', 0],
    ['over 32 bits', 5_000_000_000],
  ])('leaves out a message with a UID of %s', async (_, uid) => {
    const odd = [mailOf(1), mailOf(uid)]
    await inSession({ mails: odd }, async session => {
      const { added } = await session.list(nothingKnown)
      expect(added.map(message => message.uid)).toEqual(['1'])
      expect(await textsOf(session, ['1'])).toHaveLength(1)
    })
  })

  it('starts anew under another UIDVALIDITY', async () => {
    await inSession({ uidValidity: '8' }, async session => {
      const listing = await session.list(knownOf([1, 2, 3]))
      expect(listing).toMatchObject({ uidValidity: '8', onServer: 3, highestUid: '3' })
      expect(listing.added).toHaveLength(3)
    })
  })

  it('refuses a folder without UIDVALIDITY in words: its numbers mean nothing', async () => {
    const on: ImapRole['on'] = { SELECT: command => done(command, ['3 EXISTS']) }
    const error = await refusalOf(uidsListed({ on }))
    expect(error).toMatchObject({ code: 'source-unreadable', field: 'mailbox' })
    expect(error.message).toContain('UIDVALIDITY')
  })

  it('finds what was not told the first time', async () => {
    let asked = 0
    const on: ImapRole['on'] = {
      'UID FETCH': (command, honest) =>
        asked++ === 0
          ? done(
              command,
              [1, 3].map(uid => fetchRow(uid, mailOf(uid), command)),
            )
          : honest,
    }
    expect((await uidsListed({ on })).toSorted()).toEqual(['1', '2', '3'])
  })

  it('finds a message that came below the highest number known', async () => {
    expect(await uidsListed({}, knownOf([1, 3]))).toEqual(['2'])
  })

  it('is not confused by EXPUNGE and a falling EXISTS in the middle of it', async () => {
    const on: ImapRole['on'] = {
      'UID FETCH': (_, honest) => ['* 3 EXPUNGE\r\n'.repeat(1), '* 2 EXPUNGE\r\n', '* 1 EXISTS\r\n', ...honest],
      'UID SEARCH': command => done(command, ['SEARCH 1']),
    }
    await inSession({ on }, async session => {
      const listing = await session.list(knownOf([1, 2, 3]))
      expect(listing.added).toEqual([])
    })
  })

  it('quotes a server that refuses to list', async () => {
    for (const status of ['NO', 'BAD']) {
      const on: ImapRole['on'] = { 'UID FETCH': command => done(command, [], `${status} not today`) }
      expect(await refusalOf(uidsListed({ on }))).toMatchObject({ code: 'connection-failed', retry: true })
      const search: ImapRole['on'] = { 'UID SEARCH': command => done(command, [], `${status} not today`) }
      const error = await refusalOf(uidsListed({ on: search }, knownOf([1, 2, 3, 4])))
      expect(error).toMatchObject({ code: 'connection-failed', retry: true })
      expect(error.message).toContain('not today')
    }
  })
})

describe('fetching', () => {
  const honestTexts = mails.map(({ uid, raw }) => [String(uid), raw])

  it('takes no message that was not asked for', async () => {
    const on: ImapRole['on'] = {
      'UID FETCH': (command, honest) => [`* ${fetchRow(3, mailOf(3), command)}\r\n`, ...honest],
    }
    await inSession({ on }, async session => {
      expect(await textsOf(session, ['1'])).toEqual([honestTexts[0]])
    })
  })

  it('goes on under a storm of EXPUNGE', async () => {
    const on: ImapRole['on'] = {
      'UID FETCH': (_, honest) => ['* 1 EXPUNGE\r\n'.repeat(2_000), ...honest],
    }
    await inSession({ on }, async session => {
      expect(await textsOf(session, ['1', '2', '3'])).toEqual(honestTexts)
    })
  })

  const sourceOf = (uid: number, announced: number, raw: string) =>
    `* ${uid} FETCH (UID ${uid} BODY[] {${announced}}\r\n${raw})\r\n`

  it.each([
    ['half a message', (raw: string) => [sourceOf(1, raw.length, raw.slice(0, 9)).slice(0, -3), 'CUT']],
    ['a message of which more was announced than comes', (raw: string) => [sourceOf(1, raw.length + 500, raw), 'CUT']],
  ] as const)(
    'a line that breaks after %s each time is opened again, and nothing of it is taken',
    async (_, answer) => {
      const on: ImapRole['on'] = {
        'UID FETCH': (command, honest) => (command.args.includes('BODY') ? answer(mailOf(1).raw) : honest),
      }
      await inSession({ on }, async session => {
        await session.list(nothingKnown)
        const leftOut: LeftOut[] = []
        expect(await collect(session.fetch(['1'], never, one => leftOut.push(one)))).toEqual([])
        expect(leftOut).toMatchObject([{ uid: '1', kind: 'broke', why: expect.stringContaining('was lost') }])
        expect((await session.list(nothingKnown)).added).toHaveLength(3)
      })
    },
  )

  it('leaves out a message of which less was announced than comes, and gives the others', async () => {
    const on: ImapRole['on'] = {
      'UID FETCH': (command, honest) => {
        if (!/^1(:3)? .*BODY/.test(command.args)) return honest
        const others = command.args.startsWith('1:3') ? [2, 3] : []
        const rows = others.map(uid => fetchRow(uid, mailOf(uid), command))
        return [sourceOf(1, 5, mailOf(1).raw), ...done(command, rows)]
      },
    }
    await inSession({ on }, async session => {
      expect(await textsOf(session, ['1', '2', '3'])).toEqual(honestTexts.slice(1))
    })
  })

  it('leaves out a message announced with five gigabytes, and gives the others over a new line', async () => {
    const on: ImapRole['on'] = {
      'UID FETCH': (command, honest) =>
        /^1(:3)? .*BODY/.test(command.args) ? [sourceOf(1, 5_000_000_000, 'x'), 'HANG'] : honest,
    }
    await inSession({ on }, async session => {
      expect(await textsOf(session, ['1', '2', '3'])).toEqual(honestTexts.slice(1))
    })
  })

  it('gives up on a server that falls silent in the middle', async () => {
    const on: ImapRole['on'] = {
      'UID FETCH': (command, honest) => (command.args.includes('BODY') ? ['* 1 FETCH (', 'HANG'] : honest),
    }
    await inSession(
      { on },
      async session => {
        const leftOut: LeftOut[] = []
        expect(await collect(session.fetch(['1'], never, one => leftOut.push(one)))).toEqual([])
        expect(leftOut).toMatchObject([{ kind: 'broke', why: expect.stringContaining('stopped answering') }])
      },
      { timeouts: { socketMs: 400 } },
    )
  })

  describe('a server that drips', () => {
    function* drip() {
      for (;;) yield 'x'
    }
    const dripping: ImapRole['on'] = {
      'UID FETCH': (command, honest) => (command.args.includes('BODY') ? [{ pieces: drip(), everyMs: 20 }] : honest),
    }
    const refusal = (endMs: number) =>
      inSession({ on: dripping }, session => refusalOf(collect(session.fetch(['1'], AbortSignal.timeout(endMs)))), {
        timeouts: { socketMs: 200 },
      })

    it('is left when the signal aborts', async () => {
      expect(await refusal(300)).toMatchObject({ code: 'connection-failed', retry: true })
    })

    it('is given up without a signal, though it never falls silent', async () => {
      const clock = manualClock()
      let isDripping = false
      const on: ImapRole['on'] = {
        'UID FETCH': (command, honest) => {
          if (!command.args.includes('BODY')) return honest
          isDripping = true
          return [{ pieces: drip(), everyMs: 5 }]
        },
      }
      await inSession(
        { on },
        async session => {
          const leftOut: LeftOut[] = []
          const fetching = collect(session.fetch(['1'], never, one => leftOut.push(one)))
          // What drips once may have been the line's fault.
          for (let time = 0; time < 2; time += 1) {
            await vi.waitFor(() => expect(isDripping).toBe(true), 10_000)
            expect(clock.sleeping()).toContain(50_000)
            isDripping = false
            clock.advance(50_000)
            clock.advance(10_000)
          }
          expect(await fetching).toEqual([])
          expect(leftOut).toMatchObject([
            { kind: 'broke', why: expect.stringContaining('sends only a few bytes now and then') },
          ])
        },
        { clock, timeouts: { socketMs: 10_000 } },
      )
    })

    it.each(['LOGIN', 'SELECT'])('at %s lets nobody in, and the inbox is told so', async name => {
      const clock = manualClock()
      let isDripping = false
      const on: ImapRole['on'] = {
        [name]: () => {
          isDripping = true
          return [{ pieces: drip(), everyMs: 5 }]
        },
      }
      const refusal = refusalOf(
        inSession({ on }, session => session.list(nothingKnown), { clock, timeouts: { socketMs: 10_000 } }),
      )
      await vi.waitFor(() => expect(isDripping).toBe(true), 10_000)
      clock.advance(60_000)
      expect((await refusal).message).toContain('sends only a few bytes now and then')
    })

    it('for as long as it gives enough is heard out', async () => {
      const clock = manualClock()
      const [first = mailOf(1)] = mails
      // Half a minute for each, and more than 256 bytes a second.
      function* pieces() {
        for (let piece = 0; piece < 5; piece += 1) {
          yield '* OK still here '.padEnd(20_000, '.').concat('\r\n')
          clock.advance(30_000)
        }
      }
      const slow: ImapRole['on'] = {
        'UID FETCH': (command, honest) => {
          if (!command.args.includes('BODY')) return honest
          return [{ pieces: pieces(), everyMs: 20 }, ...honest]
        },
      }
      await inSession(
        { on: slow },
        async session => expect(await textsOf(session, ['1'])).toEqual([['1', first.raw]]),
        { clock, timeouts: { socketMs: 10_000 } },
      )
    })
  })
})

describe('folder names', () => {
  const namesOf = (folders: readonly string[]) =>
    against({ scripts: [playImap({ folders })] }, options => listImapFolders(options, never))

  it.each([
    ['NIL', 'NIL', 'Support'],
    ['a dot', '"."', 'INBOX.Support'],
    ['a backslash', String.raw`"\\"`, String.raw`INBOX\\Support`],
    ['a bar', '"|"', 'INBOX|Support'],
  ])('are found with %s as delimiter', async (_, delimiter, path) => {
    const folders = [`(\\HasChildren) ${delimiter} INBOX`, `(\\HasNoChildren) ${delimiter} "${path}"`]
    const names = await namesOf(folders)
    expect(names).toHaveLength(2)
    const listing = await inSession({ folders }, session => session.list(nothingKnown), { mailbox: names[1] ?? '' })
    expect(listing.added).toHaveLength(3)
    const asTyped = await inSession({ folders }, session => session.list(nothingKnown), { mailbox: 'Support' })
    expect(asTyped.added).toHaveLength(3)
  })

  it.each(['&', '&AAA', '&!!!-', '&2D0-', '&AOk', 'caf\xe9'])(
    'in broken UTF-7 never stand for another folder: %s',
    async name => {
      const folders = [String.raw`(\HasNoChildren) "/" INBOX`, String.raw`(\HasNoChildren) "/" "${name}"`]
      for (const mailbox of (await namesOf(folders)).slice(1)) {
        expect(mailbox).not.toBe('')
        const selected: string[] = []
        const on: ImapRole['on'] = {
          SELECT: (command, honest) => {
            selected.push(command.args.replaceAll('"', ''))
            return honest
          },
        }
        const opening = inSession({ folders, on }, session => session.list(nothingKnown), { mailbox })
        if (await opening.catch(() => null)) expect(selected).toContain(name)
        else expect(await refusalOf(opening)).toMatchObject({ field: 'mailbox' })
      }
    },
  )
})
