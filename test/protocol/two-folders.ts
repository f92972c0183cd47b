import { done, type ImapCommand, playImap, type ScriptedMail } from './scripted-imap.ts'
import type { Script } from './scripted-server.ts'

/** What befalls one command of this name, once; the commands after it are answered honestly. */
export type Fault = {
  readonly at: string
  /**
   * Refused, or the line ends: `BYE` and `CUT` before the command is carried out, `CUT-AFTER` when it is and nobody has
   * been told. `LIE`: it is reported done, and it is not.
   */
  readonly how: 'NO' | 'BAD' | 'BYE' | 'CUT' | 'CUT-AFTER' | 'LIE'
  /** Only commands with such arguments count. */
  readonly like?: RegExp
  /** The how-manieth of its name, from 1. */
  readonly nth?: number
}

export type FolderName = 'INBOX' | 'Done'

/** An IMAP account that keeps what was done to it from one connection to the next. */
export type TwoFolders = {
  readonly script: Script
  /** Of each mail in the folder, its first line; marked ones with a star. */
  subjects(folder: FolderName): readonly string[]
  put(folder: FolderName, raw: string): void
  /** Names of the commands so far. */
  heard(): readonly string[]
}

type Stored = ScriptedMail & { deleted: boolean }
type Folder = { mails: Stored[]; uidNext: number }

/** `capabilities` decides over MOVE and UIDPLUS; without UIDPLUS no new UID is told. */
export function playTwoFolders(capabilities: string, mails: readonly string[], fault?: Fault): TwoFolders {
  const folders: Record<FolderName, Folder> = {
    INBOX: { mails: [], uidNext: 1 },
    Done: { mails: [], uidNext: 101 },
  }
  const heard: string[] = []
  let selected: FolderName = 'INBOX'
  const put = (folder: FolderName, raw: string): number => {
    const to = folders[folder]
    const uid = to.uidNext++
    to.mails.push({ uid, raw, deleted: false })
    return uid
  }
  for (const raw of mails) put('INBOX', raw)
  const tellsUids = / UIDPLUS\b/.test(` ${capabilities}`)
  const find = (args: string) =>
    folders[selected].mails.find(mail => args.startsWith(`${mail.uid} `) || args === `${mail.uid}`)
  const remove = (uid: number) => {
    folders[selected].mails = folders[selected].mails.filter(mail => mail.uid !== uid)
  }

  const copyTo = (command: ImapCommand): Script => {
    const mail = find(command.args)
    if (!mail) return done(command)
    const uid = put('Done', mail.raw)
    return done(command, [], tellsUids ? `OK [COPYUID 7 ${mail.uid} ${uid}] done` : 'OK done')
  }
  const carryOut: Readonly<Record<string, (command: ImapCommand, honest: Script) => Script>> = {
    SELECT: (command, honest) => select(command, honest),
    EXAMINE: (command, honest) => select(command, honest),
    STATUS: command => {
      const name = command.args.startsWith('Done') ? 'Done' : 'INBOX'
      return done(command, [`STATUS ${name} (UIDNEXT ${folders[name].uidNext} UIDVALIDITY 7)`])
    },
    'UID COPY': copyTo,
    'UID MOVE': command => {
      const mail = find(command.args)
      const answer = copyTo(command)
      if (mail) remove(mail.uid)
      return answer
    },
    'UID STORE': command => {
      const mail = find(command.args)
      if (mail) mail.deleted = true
      return done(command)
    },
    'UID EXPUNGE': command => {
      const mail = find(command.args)
      if (mail?.deleted) remove(mail.uid)
      return done(command)
    },
  }
  function select(command: ImapCommand, honest: Script): Script {
    selected = command.args.includes('Done') ? 'Done' : 'INBOX'
    return honest
  }

  let times = 0
  function befall(command: ImapCommand, carry: () => Script): Script {
    heard.push(command.name)
    if (command.name !== fault?.at || fault.like?.test(command.args) === false) return carry()
    times += 1
    if (times !== (fault.nth ?? 1)) return carry()
    switch (fault.how) {
      case 'NO':
      case 'BAD':
        return done(command, [], `${fault.how} not today`)
      case 'BYE':
        return ['* BYE the server goes down\r\n', 'CUT']
      case 'CUT':
        return ['CUT']
      case 'CUT-AFTER':
        carry()
        return ['CUT']
      case 'LIE':
        return done(command)
    }
  }
  const names = [
    'SELECT',
    'EXAMINE',
    'STATUS',
    'UID COPY',
    'UID MOVE',
    'UID STORE',
    'UID EXPUNGE',
    'UID FETCH',
    'UID SEARCH',
    'LIST',
    'CREATE',
  ]
  const on = Object.fromEntries(
    names.map(name => [
      name,
      (command: ImapCommand, honest: Script) => befall(command, () => carryOut[name]?.(command, honest) ?? honest),
    ]),
  )
  const answer = (line: string): Script => {
    // SELECT is answered with what it opens.
    if (/^\S+ (SELECT|EXAMINE) "?Done/.test(line)) selected = 'Done'
    else if (/^\S+ (SELECT|EXAMINE) /.test(line)) selected = 'INBOX'
    const last = playImap({
      capabilities,
      folders: [String.raw`(\HasNoChildren) "/" INBOX`, String.raw`(\HasNoChildren) "/" Done`],
      mails: folders[selected].mails,
      on,
    }).at(-1)
    if (typeof last !== 'object' || !('answer' in last)) throw new Error('The script has no end')
    return last.answer(line)
  }
  return {
    script: ['* OK ready\r\n', { answer }],
    subjects: folder =>
      folders[folder].mails.map(({ raw, deleted }) => `${raw.split('\r\n')[0]}${deleted ? ' *' : ''}`),
    put: (folder, raw) => void put(folder, raw),
    heard: () => heard,
  }
}
