import { expect } from 'vitest'
import { AppError } from '../../src-main/engine/errors.ts'
import type { FetchedMessage, SourceSession } from '../../src-main/engine/ports.ts'
import { createImapSource } from '../../src-main/engine/sources/imap/imap-source.ts'
import type { ImapSourceOptions } from '../../src-main/engine/sources/imap/options.ts'
import { type Script, type ScriptedServerOptions, startScriptedServer } from './scripted-server.ts'
import { realClock, recordLog } from './source-ports.ts'

export const never = new AbortController().signal

/** Long enough for a busy machine; cases that run into a limit set a short one. */
const timeouts = { connectMs: 10_000, greetingMs: 10_000, socketMs: 10_000 }

export type ImapCase = {
  /** One a connection, the last one for all that follow. */
  readonly scripts: readonly Script[]
  readonly options?: Partial<ImapSourceOptions>
  readonly tls?: ScriptedServerOptions['tls'] & {}
  readonly implicitTls?: boolean
}

/** Plays the scripts to a source that `work` uses, and takes care that the server goes away. */
export async function against<Result>(
  { scripts, options = {}, tls, implicitTls = false }: ImapCase,
  work: (options: ImapSourceOptions, heard: () => string) => Promise<Result>,
): Promise<Result> {
  const server = await startScriptedServer({ scripts, implicitTls, ...(tls ? { tls } : {}) })
  try {
    return await work(
      {
        server: 'localhost',
        port: server.port,
        security: 'none',
        login: 'ada',
        credential: async () => ({ kind: 'password', password: 'se-cret-4711' }),
        mailbox: 'INBOX',
        validateCertificate: true,
        clock: realClock,
        log: recordLog(),
        ...options,
        timeouts: { ...timeouts, ...options.timeouts },
      },
      () => server.heard().flat().join('\n'),
    )
  } finally {
    await server.stop()
  }
}

/** Opens the folder for `work` and closes it. */
export function withSession<Result>(
  imapCase: ImapCase,
  work: (session: SourceSession) => Promise<Result>,
): Promise<Result> {
  return against(imapCase, async options => {
    const session = await createImapSource(options).open(never)
    try {
      return await work(session)
    } finally {
      await session.close()
    }
  })
}

/** The refusal of whatever was tried; fails when there was none. */
export async function refusalOf(work: Promise<unknown>): Promise<AppError> {
  const error = await work.then(
    () => new Error('It was not refused'),
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(AppError)
  return error as AppError
}

export async function collect(messages: AsyncIterable<FetchedMessage>): Promise<FetchedMessage[]> {
  const all: FetchedMessage[] = []
  for await (const message of messages) all.push(message)
  return all
}
