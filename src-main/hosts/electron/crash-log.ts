import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname } from 'node:path'

/** With the one before it, the most that the log takes on disk is twice this. */
const LARGEST_BYTES = 256 * 1024
/** Something that fails in a circle must not write for ever. */
const MOST_ENTRIES = 200
const MOST_FRAMES = 40

export type CrashFacts = Readonly<Record<string, string | number>>
export interface CrashLog {
  readonly file: string
  write(event: string, facts: CrashFacts): void
}

/** One JSON line a crash: what, when, which version. Never throws: it is called when things are bad already. */
export function createCrashLog(file: string, version: string): CrashLog {
  let entries = 0
  return {
    file,
    write(event, facts) {
      if (entries >= MOST_ENTRIES) return
      entries += 1
      const line = { at: new Date().toISOString(), event, version, platform: process.platform, ...facts }
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
        if (sizeOf(file) > LARGEST_BYTES) renameSync(file, `${file}.1`)
        appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 })
      } catch {
        // A full disk or a missing folder: there is nowhere left to say it.
      }
    },
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

/** Messages of these speak of code; those of others may hold an address, a subject or a line of a mail. */
const ABOUT_CODE = ['TypeError', 'ReferenceError', 'RangeError']

/** What may be written of an error: its kind, its code and where it was thrown. */
export function crashFacts(error: unknown): CrashFacts {
  if (!(error instanceof Error)) return { name: typeof error }
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  const isAboutCode = ABOUT_CODE.includes(error.name) && !('code' in error) && !/on string|@/.test(error.message)
  return {
    name: error.name.slice(0, 100),
    ...code,
    ...(isAboutCode ? { message: error.message.slice(0, 200) } : {}),
    stack: framesOf(error),
  }
}

function framesOf({ stack = '', message }: Error): string {
  // A message of several lines may look like frames and be none.
  const below = message !== '' && stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : stack
  const frames = below.split('\n').filter(line => /^ {4}at \S/.test(line))
  return frames.slice(0, MOST_FRAMES).join('\n').replaceAll(homedir(), '~')
}
