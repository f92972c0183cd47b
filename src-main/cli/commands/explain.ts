import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { InboxConfig } from '../../../src-preload/contract/entities/inbox.ts'
import type { Explanation } from '../../../src-preload/contract/entities/message.ts'
import { describeError } from '../../engine/errors.ts'
import { plainInbox } from '../../engine/index.ts'
import { readArguments, readJsonFile } from '../arguments.ts'
import type { Command } from '../command.ts'
import { ask, type Desk, openForReading, openOwn } from '../open-desk.ts'
import { readOriginalOptions } from '../original-options.ts'
import { printJson } from '../output.ts'
import { UsageError } from '../usage.ts'

/** Mails being read at once; answers still come in the order asked. */
const AHEAD = 3

/** Preview raw mail files: one JSON object a line, in order, as soon as each is done. A bad file never stops the rest. */
export const explain: Command = async (args, { dataDir, given }) => {
  const { values, positionals } = readArguments(args, {
    stdin: { type: 'boolean', default: false },
    inbox: { type: 'string' },
    'inbox-file': { type: 'string' },
    settings: { type: 'string' },
  })
  if (values.inbox !== undefined && values['inbox-file'] !== undefined) {
    throw new UsageError('explain takes --inbox or --inbox-file, not both.')
  }
  if (!values.stdin && positionals.length === 0) throw new UsageError('explain takes files, or --stdin.')
  const config = readConfig(values['inbox-file'], values.settings)
  const scratch = given ? null : mkdtempSync(join(tmpdir(), 'postdesk-explain-'))
  const desk = scratch === null ? await openForReading(dataDir) : await openOwn(scratch, 'command-line')
  try {
    const how = values.inbox === undefined ? { config } : await configOfInbox(desk, values.inbox, values.settings)
    const waiting: Promise<Explanation>[] = []
    for await (const file of filesOf(positionals, values.stdin)) {
      waiting.push(explainFile(desk, file, how))
      if (waiting.length >= AHEAD) printJson(await waiting.shift())
    }
    for (const line of waiting) printJson(await line)
    return 0
  } finally {
    await desk.close()
    if (scratch !== null) rmSync(scratch, { recursive: true, force: true })
  }
}

type How = { readonly config: InboxConfig }

async function explainFile(desk: Desk, file: string, how: How): Promise<Explanation> {
  try {
    const base64 = readFileSync(file).toString('base64')
    return await ask(desk, 'mails.explain', { file, base64, ...how })
  } catch (error) {
    const nothing = { mail: null, automatic: null, newPart: null, decision: null, trace: [], ms: 0 }
    return { file, ok: false, error: describeError(error), ...nothing }
  }
}

async function* filesOf(files: readonly string[], stdin: boolean): AsyncGenerator<string> {
  yield* files
  if (!stdin) return
  for await (const line of createInterface({ input: process.stdin })) if (line.trim() !== '') yield line
}

function readConfig(inboxFile: string | undefined, settingsFile: string | undefined): InboxConfig {
  const own =
    inboxFile === undefined
      ? plainInbox
      : parseConfig(readOriginalOptions(readJsonFile(inboxFile, '--inbox-file')), '--inbox-file')
  return withSettings(own, settingsFile)
}

async function configOfInbox(desk: Desk, id: string, settingsFile: string | undefined): Promise<How> {
  const { config } = await ask(desk, 'inboxes.get', { id })
  return { config: withSettings(config, settingsFile) }
}

function withSettings(config: InboxConfig, file: string | undefined): InboxConfig {
  if (file === undefined) return config
  const settings = readJsonFile(file, '--settings')
  return parseConfig({ ...config, settings: { ...config.settings, ...(settings as object) } }, '--settings')
}

function parseConfig(value: unknown, flag: string): InboxConfig {
  const parsed = InboxConfig.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new UsageError(`${flag}: ${issue?.path.join('.')}: ${issue?.message}`)
}
