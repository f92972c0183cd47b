import { resolve } from 'node:path'
import { AppError, describeError } from '../engine/errors.ts'
import { defaultDataDir } from '../hosts/data-dir.ts'
import { keepHeapSmall } from '../hosts/keep-heap-small.ts'
import type { Command, Place } from './command.ts'
import { say } from './output.ts'
import { UsageError, usage } from './usage.ts'

/** Loaded when they are called: most of them bring the whole engine along, which no wrong word and no help needs. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./commands/serve.ts')).serve,
  inbox: async () => (await import('./commands/inbox.ts')).inbox,
  poll: async () => (await import('./commands/poll.ts')).poll,
  explain: async () => (await import('./commands/explain.ts')).explain,
  messages: async () => (await import('./commands/messages.ts')).messages,
  tickets: async () => (await import('./commands/tickets.ts')).tickets,
  changes: async () => (await import('./commands/changes.ts')).changes,
  adopt: async () => (await import('./commands/adopt.ts')).adopt,
  check: async () => (await import('./commands/check.ts')).check,
  backup: async () => (await import('./commands/copies.ts')).backup,
  restore: async () => (await import('./commands/copies.ts')).restore,
  export: async () => (await import('./commands/copies.ts')).exportAll,
}

/** Exit codes: 0 done, 1 failed with a one-line reason, 2 wrong usage. */
export async function main(argv: readonly string[]): Promise<number> {
  keepHeapSmall()
  try {
    const { words, place } = takeDataDir(argv)
    const [name, ...args] = words
    if (name === undefined) return await (await import('./commands/desktop.ts')).desktop([], place)
    if (name === '--help' || name === '-h' || name === 'help') {
      say(usage)
      return 0
    }
    const load = Object.hasOwn(commands, name) ? commands[name] : undefined
    if (!load) throw new UsageError(`There is no command ${name}.`)
    return await (await load())(args, place)
  } catch (error) {
    if (error instanceof UsageError) {
      say(`postdesk: ${error.message}\n\n${usage}`)
      return 2
    }
    say(`postdesk: ${oneLine(error)}`)
    return 1
  }
}

/** `--data DIR` may stand anywhere: it belongs to every command. */
function takeDataDir(argv: readonly string[]): { words: readonly string[]; place: Place } {
  const at = argv.findIndex(word => word === '--data' || word.startsWith('--data='))
  if (at < 0) return { words: argv, place: { dataDir: defaultDataDir(), given: false } }
  const inline = argv[at]?.startsWith('--data=')
  const dir = inline ? argv[at]?.slice('--data='.length) : argv[at + 1]
  if (!dir || (!inline && dir.startsWith('--'))) throw new UsageError('--data takes a folder.')
  return {
    words: argv.toSpliced(at, inline ? 1 : 2),
    place: { dataDir: resolve(dir), given: true },
  }
}

function oneLine(error: unknown): string {
  const text = describeError(error).replaceAll(/\s*\n\s*/g, ' ')
  const field = error instanceof AppError && error.field && !text.startsWith(error.field) ? `${error.field}: ` : ''
  return field + text
}
