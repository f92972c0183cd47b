import { done, fetchRow, type ImapCommand, playImap } from './scripted-imap.ts'
import type { Script } from './scripted-server.ts'

const ALL = '[Gmail]/All Mail'
const TRASH = '[Gmail]/Bin'

/**
 * An account that behaves as Gmail does: folders are labels, All Mail holds whatever is not in the trash, an EXPUNGE
 * takes one label away and does nothing at all in All Mail, a MOVE to the trash takes all of them.
 */
export type Gmail = {
  readonly script: Script
  /** Subjects of what a folder holds. */
  holds(folder: 'INBOX' | 'Done' | 'all' | 'trash'): readonly string[]
  heard(): readonly string[]
}

type Mail = { readonly raw: string; readonly uid: number; labels: Set<string>; trashed: boolean; deleted: boolean }

export function playGmail(subjects: readonly string[], { showsTrash = true } = {}): Gmail {
  let mails: Mail[] = subjects.map((subject, index) => ({
    raw: `Subject: ${subject}\r\nMessage-ID: <${index}@example.org>\r\n\r\nHelp\r\n`,
    uid: index + 1,
    labels: new Set(['INBOX']),
    trashed: false,
    deleted: false,
  }))
  const heard: string[] = []
  let open = 'INBOX'
  const inFolder = (folder: string) =>
    mails.filter(mail =>
      folder === TRASH ? mail.trashed : !mail.trashed && (folder === ALL || mail.labels.has(folder)),
    )
  const find = ({ args }: ImapCommand) => inFolder(open).find(({ uid }) => uid === Number.parseInt(args, 10))
  const targetOf = ({ args }: ImapCommand) => /^\S+ "?([^"]*)"?$/.exec(args)?.[1] ?? ''

  const carryOut: Readonly<Record<string, (command: ImapCommand) => Script>> = {
    STATUS: command => done(command, [`STATUS ${command.args.replace(/ \(.*/, '')} (UIDNEXT 100 UIDVALIDITY 7)`]),
    // The newest alone is asked for by its place.
    FETCH: command => {
      const [all, last] = [inFolder(open), inFolder(open).at(-1)]
      return done(command, last ? [fetchRow(all.length, last, command)] : [])
    },
    'UID MOVE': command => {
      const [mail, target] = [find(command), targetOf(command)]
      if (!mail) return done(command)
      if (open !== ALL) mail.labels.delete(open)
      mail.trashed = target === TRASH
      if (mail.trashed) mail.labels.clear()
      else mail.labels.add(target)
      return done(command, [`OK [COPYUID 7 ${mail.uid} ${mail.uid}] done`])
    },
    'UID STORE': command => {
      const mail = find(command)
      if (mail) mail.deleted = true
      return done(command)
    },
    'UID EXPUNGE': command => {
      const mail = find(command)
      if (mail?.deleted && open === TRASH) mails = mails.filter(other => other !== mail)
      else if (mail?.deleted) mail.labels.delete(open)
      return done(command)
    },
  }
  const on = Object.fromEntries(
    Object.entries(carryOut).map(([name, carry]) => [
      name,
      (command: ImapCommand) => {
        heard.push(name)
        return carry(command)
      },
    ]),
  )
  const answer = (line: string): Script => {
    const selects = /^\S+ (?:SELECT|EXAMINE) "?([^"]*?)"?$/.exec(line)
    if (selects) open = selects[1] ?? ''
    const last = playImap({
      capabilities: 'IMAP4rev1 UIDPLUS MOVE SPECIAL-USE X-GM-EXT-1',
      folders: [
        String.raw`(\HasNoChildren) "/" "INBOX"`,
        String.raw`(\HasNoChildren) "/" "Done"`,
        String.raw`(\HasChildren \Noselect) "/" "[Gmail]"`,
        String.raw`(\All \HasNoChildren) "/" "[Gmail]/All Mail"`,
        ...(showsTrash ? [String.raw`(\HasNoChildren \Trash) "/" "[Gmail]/Bin"`] : []),
      ],
      mails: inFolder(open),
      on,
    }).at(-1)
    if (typeof last !== 'object' || !('answer' in last)) throw new Error('The script has no end')
    return last.answer(line)
  }
  const names = { INBOX: 'INBOX', Done: 'Done', all: ALL, trash: TRASH }
  return {
    script: ['* OK Gimap ready\r\n', { answer }],
    holds: folder => inFolder(names[folder]).map(({ raw }) => raw.slice('Subject: '.length, raw.indexOf('\r\n'))),
    heard: () => heard,
  }
}
