import { fetchRow, type ImapCommand, isIn, playImap, type ScriptedMail } from './scripted-imap.ts'
import type { Script } from './scripted-server.ts'

/** What is asked of a message when the server stumbles over it. */
export type Asked = 'listing' | 'headers' | 'content'

export type Stumble = {
  readonly at: Asked
  /** What is said from this message on, after the rows before it; null when this one goes well. */
  readonly say: (command: ImapCommand, mail: ScriptedMail, sequence: number) => Script | null
}

/** What one row looks like instead; the answer goes on after it. */
export type OddRow = (row: string, command: ImapCommand, mail: ScriptedMail) => string

export type StumblingServer = {
  readonly mails: readonly ScriptedMail[]
  readonly stumbles?: ReadonlyMap<number, Stumble>
  readonly oddRows?: ReadonlyMap<number, OddRow>
}

/** Each mail of a test is another one. */
let made = 0

export function mailNumber(uid: number, size = 0): ScriptedMail {
  made += 1
  const head = [
    `From: Jana ${uid} <jana${uid}@firma.example>`,
    'To: support@desk.example',
    `Message-ID: <mail-${uid}-${made}@firma.example>`,
    `Subject: Mail ${uid}`,
  ]
  return {
    uid,
    raw: `${head.join('\r\n')}\r\n\r\nThe text of mail ${uid}, the ${made}th of all.\r\n${'x'.repeat(size)}\r\n`,
  }
}

export function mailNumbers(count: number): ScriptedMail[] {
  return Array.from({ length: count }, (_, index) => mailNumber(index + 1))
}

/** The command is answered by NO or BAD at this message. */
export const refuse =
  (answer: string, at: Asked = 'content'): Stumble['say'] =>
  ({ tag, args }) =>
    askedIn(args) === at ? [`${tag} ${answer}\r\n`] : null

/** Half of the message, then the line is gone. */
export const breakOff: Stumble['say'] = (_, { uid, raw }, sequence) => [
  `* ${sequence} FETCH (UID ${uid} BODY[] {${raw.length}}\r\n${raw.slice(0, 20)}`,
  'CUT',
]

/** An honest server but for some messages: over these it stumbles, whenever what is said is asked of them. */
export function playStumbling({ mails, stumbles = new Map(), oddRows = new Map() }: StumblingServer): Script {
  return playImap({
    mails,
    on: {
      'UID FETCH': command => {
        let rows = ''
        for (const [index, mail] of mails.entries()) {
          if (!isIn(command.args, mail.uid, mails)) continue
          const stumble = stumbles.get(mail.uid)
          const said = stumble?.at === askedIn(command.args) ? stumble.say(command, mail, index + 1) : null
          if (said) return [rows, ...said]
          const row = `* ${fetchRow(index + 1, mail, command)}\r\n`
          rows += oddRows.get(mail.uid)?.(row, command, mail) ?? row
        }
        return [`${rows}${command.tag} OK done\r\n`]
      },
    },
  })
}

function askedIn(args: string): Asked {
  if (args.includes('BODY.PEEK[]')) return 'content'
  return args.includes('BODY.PEEK[HEADER') ? 'headers' : 'listing'
}
