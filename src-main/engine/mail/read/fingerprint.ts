import { createHash } from 'node:crypto'
import type { Mail } from '../model.ts'

type Identity = Pick<Mail, 'messageId' | 'sentAt' | 'from' | 'subject' | 'text' | 'attachments'>

/** The copy of one mail that was sent to two of our addresses has the same; a reused Message-ID has not. */
export function fingerprint(mail: Identity): string {
  const hash = createHash('sha256')
  const parts = [
    mail.messageId ?? '',
    String(mail.sentAt ?? ''),
    mail.from?.address.toLowerCase() ?? '',
    mail.subject,
    mail.text,
  ]
  // Lengths keep two neighbours from sharing one text.
  for (const part of [...parts, ...mail.attachments.map(part => part.sha256)]) hash.update(`${part.length}:${part}\n`)
  return hash.digest('hex')
}
