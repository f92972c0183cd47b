import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildMail, type MailInput, makePng } from '../fixtures/mail-builder.ts'

const FIRST = Date.parse('2026-02-02T08:00:00Z')

export function mailOf(mail: Partial<MailInput> = {}): Uint8Array {
  return buildMail({
    from: { name: 'Ada Byron', address: 'ada@example.org' },
    to: 'helpdesk@desk.example.org',
    subject: 'The printer is out of paper',
    date: FIRST,
    messageId: '<paper@example.org>',
    text: 'Please bring some.\n',
    ...mail,
  })
}

export const picture = makePng(300, 200, '#336699')

/** Five mails in a directory: two tickets, an answer, an absence note, and one that names no sender. */
export function makeMailFolder(dir: string): string {
  const folder = join(dir, 'mails')
  mkdirSync(folder, { recursive: true })
  const mails: Readonly<Record<string, Uint8Array>> = {
    '1.eml': mailOf(),
    '2.eml': mailOf({
      subject: 'Réparer la fenêtre',
      messageId: '<window@example.org>',
      text: 'Voir photo.\n',
      attachments: [{ name: 'fenêtre.png', type: 'image/png', content: picture }],
    }),
    '3.eml': mailOf({
      subject: 'Re: The printer',
      messageId: '<more@example.org>',
      inReplyTo: '<paper@example.org>',
      text: 'And ink.\n',
    }),
    '4.eml': mailOf({
      subject: 'Away',
      messageId: '<away@example.org>',
      headers: { 'Auto-Submitted': 'auto-replied' },
    }),
    '5.eml': Buffer.from('Subject: From nobody\r\n\r\nHello.\r\n'),
  }
  for (const [name, raw] of Object.entries(mails)) writeFileSync(join(folder, name), raw)
  return folder
}

/** An inbox.json beside the folder of mails, which it names from where it lies. */
export function writeInboxFile(dir: string, own: Record<string, unknown> = {}): string {
  const file = join(dir, 'inbox.json')
  const config = {
    name: 'Folder',
    protocol: 'folder',
    path: 'mails',
    unknown_caller_behavior: 'create_contact',
    ...own,
  }
  writeFileSync(file, JSON.stringify(config))
  return file
}
