import type { Script } from './scripted-server.ts'

export type ImapCommand = { readonly tag: string; readonly name: string; readonly args: string }

export type ScriptedMail = { readonly uid: number; readonly raw: string }

/** An honest server in every point that is not given. */
export type ImapRole = {
  readonly greeting?: Script
  readonly capabilities?: string
  readonly uidValidity?: string
  readonly mails?: readonly ScriptedMail[]
  /** What LIST tells of each folder: `(\\HasNoChildren) "/" INBOX`. */
  readonly folders?: readonly string[]
  /** Another answer to the commands of this name, UID commands as `UID FETCH`. */
  readonly on?: Readonly<Record<string, (command: ImapCommand, honest: Script) => Script>>
}

type Answer = (command: ImapCommand, role: Required<ImapRole>) => Script

const honestRole: Required<ImapRole> = {
  greeting: ['* OK ready\r\n'],
  capabilities: 'IMAP4rev1 UIDPLUS MOVE',
  uidValidity: '7',
  mails: [],
  folders: [String.raw`(\HasNoChildren) "/" INBOX`],
  on: {},
}

/** A small IMAP dialogue (RFC 3501) over one folder, for one connection. */
export function playImap(changes: ImapRole = {}): Script {
  const role = { ...honestRole, ...changes }
  return [...role.greeting, { answer: line => answer(parseCommand(line), role) }]
}

/** The untagged lines, and the end of the command. */
export function done({ tag }: ImapCommand, untagged: readonly string[] = [], end = 'OK done'): Script {
  return [`${untagged.map(line => `* ${line}\r\n`).join('')}${tag} ${end}\r\n`]
}

/** One untagged FETCH, with the items that the command asks for. */
export function fetchRow(sequence: number, { uid, raw }: ScriptedMail, { args }: ImapCommand): string {
  const header = raw.slice(0, raw.indexOf('\r\n\r\n') + 4)
  const items = [
    `UID ${uid}`,
    args.includes('RFC822.SIZE') ? `RFC822.SIZE ${raw.length}` : '',
    args.includes('INTERNALDATE') ? 'INTERNALDATE "02-Feb-2026 08:00:00 +0000"' : '',
    args.includes('BODY.PEEK[]') ? `BODY[] {${raw.length}}\r\n${raw}` : '',
    args.includes('BODY.PEEK[HEADER]') ? `BODY[HEADER]<0> {${header.length}}\r\n${header}` : '',
  ]
  return `${sequence} FETCH (${items.filter(item => item !== '').join(' ')})`
}

function answer(command: ImapCommand, role: Required<ImapRole>): Script {
  const honest = answers[command.name]?.(command, role) ?? done(command, [], 'BAD unknown')
  return role.on[command.name]?.(command, honest) ?? honest
}

/** The name without its quotes, whatever else is in it. */
const nameIn = (text: string): string => text.replace(/^"(.*)"$/s, '$1')

const nameOf = (folder: string): string => nameIn(/ ("[^"]*"|\S+)$/.exec(folder)?.[1] ?? '')

const selected: Answer = (command, { mails, uidValidity, folders }) => {
  const wanted = nameIn(command.args)
  if (!folders.some(folder => nameOf(folder) === wanted)) return done(command, [], 'NO there is no such folder')
  return done(
    command,
    [
      String.raw`FLAGS (\Seen \Deleted)`,
      String.raw`OK [PERMANENTFLAGS (\Seen \Deleted)] ok`,
      `${mails.length} EXISTS`,
      `OK [UIDVALIDITY ${uidValidity}] ok`,
    ],
    'OK [READ-WRITE] done',
  )
}

const answers: Readonly<Record<string, Answer>> = {
  CAPABILITY: (command, { capabilities }) => done(command, [`CAPABILITY ${capabilities}`]),
  STARTTLS: command => [...done(command), 'START-TLS'],
  LOGIN: command => done(command),
  NOOP: command => done(command),
  LIST: (command, { folders }) => {
    const pattern = nameIn(command.args.replace(/^"" /, ''))
    const fitting = folders.filter(folder => pattern === '*' || nameOf(folder) === pattern)
    return done(
      command,
      fitting.map(folder => `LIST ${folder}`),
    )
  },
  SELECT: selected,
  EXAMINE: selected,
  'UID FETCH': (command, { mails }) => {
    const wanted = mails.map((mail, index) => ({ mail, row: fetchRow(index + 1, mail, command) }))
    return done(
      command,
      wanted.filter(({ mail }) => isIn(command.args, mail.uid, mails)).map(({ row }) => row),
    )
  },
  'UID SEARCH': (command, { mails }) => {
    const asked = /^UID (\S+)/.exec(command.args)?.[1]
    const found = mails.filter(({ uid }) => asked === undefined || isIn(asked, uid, mails))
    return done(command, [`SEARCH ${found.map(({ uid }) => uid).join(' ')}`.trim()])
  },
  'UID STORE': command => done(command),
  'UID EXPUNGE': command => done(command),
  LOGOUT: command => [...done(command, ['BYE see you']), 'END'],
}

/** Whether the sequence set at the beginning of `args` holds the UID; `n:*` always holds the highest (RFC 3501). */
export function isIn(args: string, uid: number, mails: readonly ScriptedMail[]): boolean {
  const highest = Math.max(...mails.map(mail => mail.uid))
  const [set = ''] = args.split(' ')
  return set.split(',').some(part => {
    const [first = 0, last = first] = part.split(':').map(text => (text === '*' ? highest : Number(text)))
    return uid >= Math.min(first, last) && uid <= Math.max(first, last)
  })
}

function parseCommand(line: string): ImapCommand {
  const [, tag = '', name = '', args = ''] = /^(\S+) ((?:UID )?\S+) ?(.*)$/i.exec(line) ?? []
  return { tag, name: name.toUpperCase(), args }
}
