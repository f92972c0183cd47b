import { resolve } from 'node:path'
import { AppError, describeError } from '../engine/errors.ts'
import { defaultDataDir } from '../hosts/data-dir.ts'
import { keepHeapSmall } from '../hosts/keep-heap-small.ts'
import type { Command, Place } from './command.ts'
import { changes } from './commands/changes.ts'
import { check } from './commands/check.ts'
import { backup, exportAll, restore } from './commands/copies.ts'
import { desktop } from './commands/desktop.ts'
import { explain } from './commands/explain.ts'
import { inbox } from './commands/inbox.ts'
import { messages } from './commands/messages.ts'
import { poll } from './commands/poll.ts'
import { serve } from './commands/serve.ts'
import { tickets } from './commands/tickets.ts'
import { say } from './output.ts'
import { UsageError, usage } from './usage.ts'

const commands: Readonly<Record<string, Command>> = {
  serve,
  inbox,
  poll,
  explain,
  messages,
  tickets,
  changes,
  check,
  backup,
  restore,
  export: exportAll,
}

/** Exit codes: 0 done, 1 failed with a one-line reason, 2 wrong usage. */
export async function main(argv: readonly string[]): Promise<number> {
  keepHeapSmall()
  try {
    const { words, place } = takeDataDir(argv)
    const [name, ...args] = words
    if (name === undefined) return await desktop([], place)
    if (name === '--help' || name === '-h' || name === 'help') {
      say(usage)
      return 0
    }
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined
    if (!command) throw new UsageError(`There is no command ${name}.`)
    return await command(args, place)
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
  if (!dir) throw new UsageError('--data takes a folder.')
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
