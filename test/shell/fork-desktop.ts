import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

/** Starts the desktop in a process of its own, over the fake Electron, and asks it what it did. */
const at = (path: string) => resolve(import.meta.dirname, path)
const MAINS = { built: at('../../out/main/index.js'), scripted: at('child-desktop.ts') }
export const OWN_PAGE = { url: 'app://postdesk/index.html', parent: null }

type Message = Record<string, unknown>

export type Desktop = {
  readonly child: ChildProcess
  readonly dataDir: string
  readonly messages: readonly Message[]
  /** The exit code. */
  readonly ended: Promise<number | null>
  ask(question: Message): Promise<unknown>
  /** The next message with this key that nobody has waited for yet. */
  heard(key: string): Promise<unknown>
  /** As the page calls. */
  call(name: string, input?: unknown): Promise<unknown>
}

export type StartOptions = {
  /** The built application over a real engine, or the same shell over answers that the test gives. */
  readonly main?: keyof typeof MAINS
  /** Another built application. */
  readonly file?: string
  readonly env?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
  readonly dataDir?: string
  /** Does the desktop show icons in a tray? */
  readonly hasTray?: boolean
}

/** `scratchDir` is empty and goes after the test. */
export function forkDesktop(options: StartOptions, scratchDir: string): Desktop {
  const { main = 'built', file = MAINS[main], env = {}, args = [], hasTray = true } = options
  const dataDir = options.dataDir ?? join(scratchDir, 'data')
  const child = fork(file, args, {
    execArgv: ['--import', at('register.mjs')],
    env: {
      ...process.env,
      POSTDESK_DATA: dataDir,
      POSTDESK_KEY: '',
      PATH: `${folderWithGdbus(scratchDir, hasTray)}${delimiter}${process.env['PATH']}`,
      ...env,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  // What is asked of a process that has just ended stays without an answer.
  child.on('error', () => undefined)
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const messages: Message[] = []
  const heardAlready = new Set<Message>()
  child.on('message', message => messages.push(message as Message))
  let lastId = 0
  const find = async (fits: (message: Message) => boolean): Promise<Message> => {
    for (;;) {
      const found = messages.find(message => !heardAlready.has(message) && fits(message))
      if (found) {
        heardAlready.add(found)
        return found
      }
      await once(child, 'message')
    }
  }
  const ask = async (question: Message) => {
    lastId += 1
    const id = lastId
    child.send({ ...question, id })
    return (await find(message => message['id'] === id))['answer']
  }
  return {
    child,
    dataDir,
    messages,
    ended,
    ask,
    heard: async key => (await find(message => key in message))[key],
    call: (name, input = {}) => ask({ ask: 'invoke', channel: 'postdesk:call', frame: OWN_PAGE, args: [name, input] }),
  }
}

/** The bus as the desktop asks it, in place of the one that this machine may not have. */
function folderWithGdbus(scratchDir: string, hasTray: boolean): string {
  const folder = join(scratchDir, 'bin')
  mkdirSync(folder)
  writeFileSync(join(folder, 'gdbus'), `#!/bin/sh\necho '(<${hasTray}>,)'\n`)
  chmodSync(join(folder, 'gdbus'), 0o755)
  return folder
}
