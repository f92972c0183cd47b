import type { Mail, ReadReply, ReadRules } from '../../../src-main/engine/mail/model.ts'
import { readMail } from '../../../src-main/engine/mail/read/read-mail.ts'

/** The rules of an inbox whose administrator changed nothing. */
export const ordinaryRules: ReadRules = {
  bodyPartsOrder: ['text/html', 'text/plain'],
  excludeAttachmentTypes: ['application/x-msdownload', '.exe', '.js'],
  imagesMinimum: { width: 100, height: 20 },
  imagesMaximum: null,
  htmlTagsToRemove: { blockquote: [], div: ['gmail_quote', 'moz-cite-prefix'], pre: ['moz-signature'] },
  introductoryPatterns: ['/^le .+ a écrit :$/i', '/^on .+ wrote:$/i', '|^[0-9]{4}/[0-9]{1,2}/[0-9]{1,2} .+:$|'],
  multilineDelimiterPatterns: ['/\\RFrom: .+\\RSent: .+\\R/m', '/\\R_+\\R/m'],
  delimiterPatterns: { '/^>.*$/': false },
  undesiredSubjectPatterns: ['/^Out Of Office/i'],
  titlePatterns: ['/\\b[RICP]-\\d{6,}\\b/'],
  titleIgnorePatterns: [],
}

/** A mail as text, line ends as a server sends them; characters above 0x7f become the bytes of `charset`. */
export function rawMail(lines: string, charset: BufferEncoding = 'utf8'): Uint8Array {
  return Buffer.from(lines.replace(/\r?\n/g, '\r\n'), charset)
}

export function readText(lines: string, rules: Partial<ReadRules> = {}): Promise<ReadReply> {
  return readMail({ raw: rawMail(lines), rules: { ...ordinaryRules, ...rules } })
}

/** The mail, or a failed test. */
export async function mailOf(raw: string | Uint8Array, rules: Partial<ReadRules> = {}): Promise<Mail> {
  const bytes = typeof raw === 'string' ? rawMail(raw) : raw
  const reply = await readMail({ raw: bytes, rules: { ...ordinaryRules, ...rules } })
  if (!reply.ok) throw new Error(`expected a mail, got: ${reply.failure.message}`)
  return reply.mail
}

/** A reply whose body is this HTML. */
export function htmlMail(html: string, subject = 'Re: printer'): Uint8Array {
  return rawMail(`From: jane@example.com\nSubject: ${subject}\nContent-Type: text/html; charset=utf-8\n\n${html}`)
}

/** A reply whose body is this text. */
export function plainMail(text: string, subject = 'Re: printer'): Uint8Array {
  return rawMail(`From: jane@example.com\nSubject: ${subject}\nContent-Type: text/plain; charset=utf-8\n\n${text}`)
}
