import libmime from 'libmime'
import type { BodyParts } from '../body-parts.ts'
import { leafOf, type MimeNode } from '../mime-tree.ts'
import { decodedBytes } from '../node-bytes.ts'
import { readTnef, type TnefContent } from './read-tnef.ts'

const tnefType = /^application\/(?:vnd\.)?ms-tnef$/
/** Mails with more than one such part do not exist; one of them costs a copy of its files. */
const maxUnpacked = 5

/**
 * Puts the files of each winmail.dat behind it and sets it aside. Its body counts only when the mail itself shows none:
 * Outlook sends the same text a second time there.
 */
export function unpackTnef(chosen: BodyParts, isBlank: (leaf: MimeNode) => boolean): BodyParts {
  if (!chosen.attachments.some(mayBeTnef)) return chosen
  const attachments: MimeNode[] = []
  let body = chosen.body
  let unpacked = 0
  for (const node of chosen.attachments) {
    attachments.push(node)
    const content = mayBeTnef(node) && unpacked < maxUnpacked ? readTnef(decodedBytes(node)) : null
    if (!content) continue
    unpacked++
    node.setAside = 'It was unpacked: what it holds is listed here.'
    attachments.push(...content.files.map(toNode))
    if (content.body && body.every(isBlank)) body = [bodyNode(content.body)]
  }
  return { body, attachments }
}

function mayBeTnef(node: MimeNode): boolean {
  return tnefType.test(node.type) || /^(?:winmail|win)\.dat$/i.test(node.fileName ?? '')
}

function toNode({ name, type, contentId, bytes }: TnefContent['files'][number]): MimeNode {
  const fields = contentId === '' ? [] : [{ name: 'content-id', written: 'Content-ID', value: `<${contentId}>` }]
  return leafOf(bytes, {
    fields,
    type: /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : libmime.detectMimeType(name),
    disposition: 'attachment',
    fileName: name === '' ? null : name,
  })
}

function bodyNode({ format, text }: NonNullable<TnefContent['body']>): MimeNode {
  const type = format === 'html' ? 'text/html' : 'text/plain'
  return leafOf(Buffer.from(text, 'utf8'), { type, parameters: { charset: 'utf-8' } })
}
