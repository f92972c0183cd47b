import type { MessageBody } from '../../../../src-preload/contract/entities/message-views.ts'
import { AppError } from '../../errors.ts'
import { classifyAutomatic } from '../../intake/automatic/classify-automatic.ts'
import { heldAboveEntry, readWithHeld } from '../../intake/held-texts.ts'
import { pointPictures } from '../../mail/html/point-pictures.ts'
import type { Mail } from '../../mail/model.ts'
import { readPlainHeaders } from '../../mail/read/headers.ts'
import { servedType } from '../../mail/served-type.ts'
import type { PollTools } from '../tools.ts'
import { automaticView } from './automatic-view.ts'
import { storedMail } from './stored-mail.ts'

type BodyTools = Pick<PollTools, 'store' | 'reader'>

const nothingShown: Omit<MessageBody, 'incomplete'> = {
  format: 'none',
  html: '',
  text: '',
  headers: [],
  parts: [],
  newPart: { format: 'none', html: '', text: '', cutText: '', rule: null },
  signature: null,
  automatic: null,
  warnings: [],
}

/**
 * A mail to be looked at, read anew from its raw bytes under today's settings. What cannot be shown is no error: the
 * rest comes, and `incomplete` says what is missing and why.
 */
export async function messageBody(tools: BodyTools, id: number): Promise<MessageBody> {
  const { row, raw, rules } = await storedMail(tools, id)
  if (!raw) return { ...nothingShown, incomplete: whyNoRaw(row.raw_kind) }
  const request = { raw, rules: rules.read, withHeaders: true }
  const first = await tools.reader.read(request)
  const heldTexts = row.ticket_id === null ? [] : await heldAboveEntry(tools.store.reads, row.ticket_id, id)
  const reply = await readWithHeld(tools.reader, request, first, heldTexts)
  const headers = [...(reply.headers ?? readPlainHeaders(raw))]
  if (row.raw_kind === 'headers') {
    const incomplete = `Only its headers are in the store: the mail has ${megabytes(row.size_bytes)}, more than its inbox takes (maximum_email_size). “Process anyway” fetches all of it.`
    return { ...nothingShown, headers, incomplete }
  }
  if (!reply.ok) return { ...nothingShown, headers, incomplete: reply.failure.message }
  return { ...bodyOf(reply.mail), headers, incomplete: null }
}

/**
 * One part of a mail, kept or left out, by its number in `messageBody`. Throws AppError `not-found` for every other
 * number: the mail as a whole is not handed out here.
 */
export async function messagePart(
  tools: BodyTools,
  id: number,
  part: number,
): Promise<{ readonly name: string; readonly type: string; readonly bytes: Uint8Array }> {
  const { row, raw, rules } = await storedMail(tools, id)
  if (!raw || row.raw_kind !== 'whole') throw new AppError('not-found', whyNoRaw(row.raw_kind), { field: 'part' })
  const reply = await tools.reader.read({ raw, rules: rules.read, onlyPart: part })
  if (!reply.ok) throw new AppError(reply.failure.code, reply.failure.message, { field: 'part' })
  const found = reply.mail.attachments[part]
  const [content] = reply.contents
  if (!found || !content) throw new AppError('not-found', `This mail has no part ${part}.`, { field: 'part' })
  return { name: found.name, type: servedType({ ...found, stored: null }), bytes: content.bytes }
}

function bodyOf(mail: Mail): Omit<MessageBody, 'headers' | 'incomplete'> {
  const pictures = new Map<string, number>()
  for (const [part, { contentId, shown }] of mail.attachments.entries()) {
    if (shown && contentId !== null && !pictures.has(contentId)) pictures.set(contentId, part)
  }
  const { newPart } = mail
  return {
    format: mail.format,
    html: pointPictures(mail.html, 'data-part', pictures),
    text: mail.text,
    parts: mail.attachments.map(({ name, type, sizeBytes, shown, kept, why }, part) => ({
      part,
      name,
      type,
      sizeBytes,
      inline: shown,
      kept,
      why,
    })),
    newPart: {
      format: newPart.format,
      html: pointPictures(newPart.html, 'data-part', pictures),
      text: newPart.text,
      cutText: newPart.cutText,
      rule: newPart.rule,
    },
    signature: mail.signature,
    automatic: automaticView(classifyAutomatic(mail), mail.report),
    warnings: [...mail.warnings],
  }
}

function whyNoRaw(kind: 'whole' | 'headers' | 'none'): string {
  switch (kind) {
    case 'none':
      return 'This mail was not fetched yet: check the inbox first.'
    case 'headers':
      return 'Only the headers of this mail are in the store.'
    case 'whole':
      return 'The mail is missing in the store: run a check of the store, and restore a backup.'
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`
}
