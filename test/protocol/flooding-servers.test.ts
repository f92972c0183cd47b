import { describe, expect, it } from 'vitest'
import { AppError } from '../../src-main/engine/errors.ts'
import { createImapSource } from '../../src-main/engine/sources/imap/imap-source.ts'
import type { ImapSourceOptions } from '../../src-main/engine/sources/imap/options.ts'
import { createPop3Source } from '../../src-main/engine/sources/pop3/pop3-source.ts'
import { createSmtpSender } from '../../src-main/engine/sources/smtp/smtp-sender.ts'
import { against, collect, never } from './imap-case.ts'
import { done, type ImapRole, playImap } from './scripted-imap.ts'
import { type Script, startScriptedServer } from './scripted-server.ts'
import { nothingKnown, realClock, recordLog } from './source-ports.ts'
import { mailNumbers } from './stumbling-imap.ts'

const mails = mailNumbers(3)
const pieceBytes = 64 * 1024
const megabyte = 1024 * 1024

/** Says the same without end, and counts what it has said. */
function flood(text: (index: number) => string) {
  const said = { bytes: 0 }
  function* pieces() {
    for (let index = 0; ; ) {
      let piece = ''
      while (piece.length < pieceBytes) piece += text(index++)
      said.bytes += piece.length
      yield piece
    }
  }
  return { said, script: [{ pieces: pieces(), everyMs: 0 }] satisfies Script }
}

/** What every poll of a small mailbox does. */
async function pollOnce(options: ImapSourceOptions): Promise<number> {
  const session = await createImapSource(options).open(never)
  try {
    const { added } = await session.list(nothingKnown)
    return (
      await collect(
        session.fetch(
          added.map(({ uid }) => uid),
          never,
        ),
      )
    ).length
  } finally {
    await session.close()
  }
}

async function refusalOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => new Error('It was not refused'),
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(AppError)
  return error as AppError
}

const ended = { code: 'connection-failed', retry: true }
const floods = /^localhost sends far more than it was asked for, so the connection was ended\./
const isTooLong = /localhost sent an answer that is larger/

describe('an IMAP server that floods', () => {
  const rows: readonly [string, string, (index: number) => string, RegExp][] = [
    ['FETCH rows for mails that are not there', 'UID FETCH', n => `* ${n} FETCH (UID ${n + 9} FLAGS ())\r\n`, floods],
    [
      'whole mails that nobody asked for',
      'UID FETCH',
      n => `* ${n} FETCH (UID ${n + 9} BODY[] {3}\r\nabc)\r\n`,
      floods,
    ],
    ['EXISTS', 'UID FETCH', n => `* ${n} EXISTS\r\n`, floods],
    ['OK', 'UID FETCH', () => '* OK still here\r\n', floods],
    ['folders', 'LIST', n => `* LIST () "/" folder${n}\r\n`, floods],
    ['capabilities', 'CAPABILITY', () => '* CAPABILITY IMAP4rev1\r\n', floods],
    ['answers to nobody', 'SELECT', n => `Z${n} OK done\r\n`, floods],
    ['line ends', 'UID FETCH', () => '\r\n', floods],
    ['what nobody can read', 'UID FETCH', () => '* ((((\r\n', floods],
    ['one line without end', 'UID FETCH', () => 'x', isTooLong],
    ['one line of UIDs without end', 'UID FETCH', n => (n === 0 ? '* SEARCH' : ` ${n}`), isTooLong],
    ['lines of fifty thousand UIDs', 'UID FETCH', () => `* SEARCH${' 4'.repeat(50_000)}\r\n`, floods],
  ]
  it.each(rows)('with %s gives way, and a poll beside it is done before', async (_, at, text, message) => {
    const { said, script } = flood(text)
    const order: string[] = []
    const on: ImapRole['on'] = { [at]: () => script }
    await against({ scripts: [playImap({ mails, on })] }, async flooding => {
      const refused = refusalOf(pollOnce(flooding)).finally(() => order.push('flood'))
      await against({ scripts: [playImap({ mails })] }, async options => {
        for (let polls = 0; polls < 3; polls += 1) expect(await pollOnce(options)).toBe(3)
        order.push('beside')
      })
      const error = await refused
      expect(error).toMatchObject(ended)
      expect(error.message).toMatch(message)
      // Counted before it is taken in; the rest is what the network holds.
      expect(said.bytes).toBeLessThan(40 * megabyte)
    })
    expect(order).toContain('beside')
  })

  it('in its greeting gives way', async () => {
    const { said, script } = flood(() => '* OK welcome\r\n')
    await against({ scripts: [script] }, async options => {
      const error = await refusalOf(pollOnce(options))
      expect(error).toMatchObject(ended)
      expect(error.message).toMatch(/^localhost /)
      expect(said.bytes).toBeLessThan(40 * megabyte)
    })
  })

  it('after the answer to a command gives way before the next', async () => {
    const { said, script } = flood(n => `* ${n} FETCH (FLAGS ())\r\n`)
    const on: ImapRole['on'] = { SELECT: (_, honest) => [...honest, ...script] }
    await against({ scripts: [playImap({ mails, on })] }, async options => {
      expect((await refusalOf(pollOnce(options))).message).toMatch(floods)
      expect(said.bytes).toBeLessThan(40 * megabyte)
    })
  })

  it('while a line waits for mail gives way', async () => {
    const { said, script } = flood(n => `* ${n} EXISTS\r\n`)
    const on: ImapRole['on'] = { IDLE: () => ['+ idling\r\n', ...script] }
    const capabilities = 'IMAP4rev1 IDLE'
    await against({ scripts: [playImap({ mails, on, capabilities })] }, async options => {
      const watching = createImapSource(options).watch?.(never, () => {})
      expect((await refusalOf(Promise.resolve(watching))).message).toMatch(floods)
      expect(said.bytes).toBeLessThan(40 * megabyte)
    })
  })

  it('with a literal of 4 GB has it refused when it is announced', async () => {
    const { said, script } = flood(() => 'x')
    const on: ImapRole['on'] = {
      'UID FETCH': () => ['* 1 FETCH (UID 1 RFC822.SIZE 5 X-NOTE {4294967295}\r\n', ...script],
    }
    await against({ scripts: [playImap({ mails, on })] }, async options => {
      expect((await refusalOf(pollOnce(options))).message).toMatch(isTooLong)
      expect(said.bytes).toBeLessThan(40 * megabyte)
    })
  })

  it('with literals of a size that a mail may have is ended where no mail was asked for', async () => {
    const { said, script } = flood(() => `* 9 FETCH (BODY[] {3000000}\r\n${'x'.repeat(3_000_000)})\r\n`)
    const on: ImapRole['on'] = { 'UID FETCH': () => script }
    await against({ scripts: [playImap({ mails, on })] }, async options => {
      expect((await refusalOf(pollOnce(options))).message).toMatch(isTooLong)
      expect(said.bytes).toBeLessThan(40 * megabyte)
    })
  })

  it('keeps nobody from a large folder: twenty thousand rows are no flood', async () => {
    const many = 20_000
    const on: ImapRole['on'] = {
      SELECT: command => done(command, [`${many} EXISTS`, 'OK [UIDVALIDITY 7] ok'], 'OK [READ-WRITE] done'),
      'UID FETCH': command =>
        done(
          command,
          Array.from({ length: many }, (_, index) => `${index + 1} FETCH (UID ${index + 1} RFC822.SIZE 100)`),
        ),
    }
    await against({ scripts: [playImap({ on })] }, async options => {
      const session = await createImapSource(options).open(never)
      expect((await session.list(nothingKnown)).added).toHaveLength(many)
      await session.close()
    })
  })
})

describe('a POP3 server that floods', () => {
  const greeting: Script = ['+OK ready\r\n', { hear: 'CAPA' }, '+OK\r\nUSER\r\nUIDL\r\n.\r\n']
  const signedIn: Script = [...greeting, { hear: 'USER' }, '+OK\r\n', { hear: 'PASS' }, '+OK\r\n']
  const rows: readonly [string, Script, (index: number) => string, RegExp][] = [
    ['its list', [...signedIn, { hear: 'LIST' }, '+OK\r\n'], n => `${n + 1} 100\r\n`, floods],
    [
      'names',
      [...signedIn, { hear: 'LIST' }, '+OK\r\n1 9\r\n.\r\n', { hear: 'UIDL' }, '+OK\r\n'],
      n => `${n} a\r\n`,
      floods,
    ],
    ['its greeting', [], () => '+OK welcome', /line without end/],
    ['one line', [...signedIn, { hear: 'LIST' }], () => 'x', /line without end/],
  ]
  it.each(rows)('with %s gives way', async (_, before, text, message) => {
    const { said, script } = flood(text)
    const server = await startScriptedServer({ scripts: [[...before, ...script]] })
    const source = createPop3Source({
      server: 'localhost',
      port: server.port,
      security: 'none',
      login: 'ada',
      credential: async () => ({ kind: 'password', password: 'se-cret' }),
      validateCertificate: true,
      clock: realClock,
      log: recordLog(),
    })
    const error = await refusalOf(source.open(never))
    expect(error).toMatchObject(ended)
    expect(error.message).toMatch(message)
    expect(said.bytes).toBeLessThan(60 * megabyte)
    await server.stop()
  })
})

describe('an SMTP server that floods', () => {
  it.each([
    ['one line', () => 'x'],
    ['lines of a greeting that goes on', () => '220-welcome\r\n'],
  ])('with %s gives way', async (_, text) => {
    const { said, script } = flood(text)
    const server = await startScriptedServer({ scripts: [script] })
    const sender = createSmtpSender({
      server: 'localhost',
      port: server.port,
      security: 'none',
      login: '',
      credential: null,
      validateCertificate: true,
      clock: realClock,
      log: recordLog(),
    })
    const error = await refusalOf(
      sender.send({ from: 'a@b.example', to: ['c@d.example'], raw: Buffer.from('x') }, never),
    )
    expect(error).toMatchObject({ code: 'connection-failed', retry: true })
    expect(said.bytes).toBeLessThan(40 * megabyte)
    await server.stop()
  })
})
