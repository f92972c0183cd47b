import type { Script } from './scripted-server.ts'

/** How a scripted IMAP server lets Postdesk in and opens the folder; the next command has the tag 6. */
export function imapOpening({
  capabilities = '',
  exists,
}: {
  readonly capabilities?: string
  readonly exists: number
}): Script {
  const offered = `[CAPABILITY IMAP4rev1${capabilities === '' ? '' : ` ${capabilities}`}]`
  return [
    `* OK ${offered} ready\r\n`,
    { hear: '1 LOGIN' },
    `1 OK ${offered} welcome\r\n`,
    { hear: '2 LIST "" ""' },
    '* LIST (\\Noselect) "/" ""\r\n2 OK listed\r\n',
    { hear: '3 LIST "" "INBOX"' },
    '* LIST () "/" INBOX\r\n3 OK listed\r\n',
    { hear: '4 LSUB' },
    '4 OK listed\r\n',
    { hear: '5 SELECT INBOX' },
    `* ${exists} EXISTS\r\n* OK [UIDVALIDITY 1] valid\r\n5 OK [READ-WRITE] selected\r\n`,
  ]
}
