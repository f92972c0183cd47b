import type { ReadRules } from '../../../../src-main/engine/mail/model.ts'

/** A mail that wants to cost more than its own row, and the rules of the inbox that it comes to. */
export type HostileMail = {
  readonly make: () => Uint8Array
  readonly rules?: Partial<ReadRules>
}

const envelope = [
  'From: Mallory <mallory@example.com>',
  'To: desk@example.org',
  'Subject: A hostile mail',
  'Date: Mon, 02 Mar 2026 10:00:00 +0000',
  'Message-ID: <hostile@example.com>',
  'MIME-Version: 1.0',
]

/** Bytes of a mail whose own headers can be told apart in the answer; `text` is latin1 with LF line ends. */
export function hostileMail(headers: readonly string[], body: string): Uint8Array {
  return Buffer.from(`${[...envelope, ...headers].join('\r\n')}\r\n\r\n${body.replaceAll('\n', '\r\n')}`, 'latin1')
}

/** A mail whose body is this HTML. */
export function hostileHtml(html: string): Uint8Array {
  return hostileMail(['Content-Type: text/html; charset=utf-8'], html)
}

/** A mail whose body is this text. */
export function hostileText(text: string): Uint8Array {
  return hostileMail(['Content-Type: text/plain; charset=utf-8'], text)
}

/** One part after another in a multipart/mixed; each with headers of its own, a blank line and a body. */
export function hostileParts(parts: readonly string[]): Uint8Array {
  const body = parts.map(part => `--b1\n${part}\n`).join('')
  return hostileMail(['Content-Type: multipart/mixed; boundary="b1"'], `${body}--b1--\n`)
}
