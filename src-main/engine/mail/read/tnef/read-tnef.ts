import { limits } from '../../limits.ts'
import { decodeText } from '../charset.ts'
import { charsetOfCodePage } from './code-page.ts'
import { decompressRtf } from './decompress-rtf.ts'
import { type MapiProperties, readProperties, withoutZeros } from './mapi-properties.ts'
import { readRtf } from './read-rtf.ts'
import { isTnef, readAttributes, type TnefAttribute } from './tnef-stream.ts'

export type TnefFile = {
  readonly name: string
  /** Declared MIME type, '' when there is none. */
  readonly type: string
  readonly contentId: string
  readonly bytes: Buffer
}

export type TnefContent = {
  readonly files: readonly TnefFile[]
  /** Null when the stream holds no text of its own. */
  readonly body: { readonly format: 'html' | 'text'; readonly text: string } | null
}

/** Attribute ids (MS-OXTNEF 2.1.3.3). */
const attribute = {
  codePage: 0x9007,
  body: 0x800c,
  messageProperties: 0x9003,
  renderData: 0x9002,
  title: 0x8010,
  data: 0x800f,
  properties: 0x9005,
}
/** Property ids (MS-OXPROPS). */
const property = {
  body: 0x1000,
  compressedRtf: 0x1009,
  html: 0x1013,
  internetCodePage: 0x3fde,
  data: 0x3701,
  method: 0x3705,
  fileName: 0x3704,
  longFileName: 0x3707,
  displayName: 0x3001,
  mimeTag: 0x370e,
  contentId: 0x3712,
}
const embeddedMessage = 5

/**
 * What a winmail.dat holds (MS-OXTNEF): files and the body. Null for what is no TNEF, or holds neither. A message inside
 * it stays one file. Never throws; what is damaged ends early.
 */
export function readTnef(bytes: Buffer): TnefContent | null {
  if (!isTnef(bytes)) return null
  const attributes = readAttributes(bytes)
  const charset = charsetOf(attributes.find(({ id }) => id === attribute.codePage))
  const files: TnefFile[] = []
  let group: TnefAttribute[] = []
  const take = () => {
    const file = group.length > 0 && files.length < limits.parts ? readFile(group, charset, files.length + 1) : null
    if (file) files.push(file)
    group = []
  }
  for (const each of attributes) {
    if (each.level !== 'attachment') continue
    if (each.id === attribute.renderData) take()
    group.push(each)
  }
  take()
  const body = readBody(attributes, charset)
  return files.length === 0 && body === null ? null : { files, body }
}

function charsetOf(found: TnefAttribute | undefined): string {
  const number = found && found.data.length >= 4 ? found.data.readUInt32LE(0) : 1252
  return charsetOfCodePage(number)
}

function readFile(group: readonly TnefAttribute[], charset: string, number: number): TnefFile | null {
  const properties = readProperties(dataOf(group, attribute.properties) ?? Buffer.alloc(0), charset)
  const title = dataOf(group, attribute.title)
  const data = properties.get(property.data)
  const bytes = dataOf(group, attribute.data) ?? (Buffer.isBuffer(data) ? data : null)
  if (!bytes || (bytes.length === 0 && !title)) return null
  const names = [property.longFileName, property.displayName, property.fileName].map(id => text(properties, id))
  const name = names.find(each => each !== '') ?? (title ? decodeText(withoutZeros(title), charset).text : '')
  const type = text(properties, property.mimeTag).toLowerCase()
  const contentId = text(properties, property.contentId)
  if (numberOf(properties, property.method) !== embeddedMessage) return { name, type, contentId, bytes }
  // Its content is a TNEF stream of its own; whoever needs it opens it with Outlook.
  const embedded = isTnef(bytes) ? 'application/ms-tnef' : type
  return { name: `${name || `message-${number}`}.dat`, type: embedded, contentId, bytes }
}

function readBody(attributes: readonly TnefAttribute[], charset: string): TnefContent['body'] {
  const own = attributes.filter(({ level }) => level === 'message')
  const properties = readProperties(dataOf(own, attribute.messageProperties) ?? Buffer.alloc(0), charset)
  const html = properties.get(property.html)
  const codePage = numberOf(properties, property.internetCodePage)
  if (html && html.length > 0) {
    const decoded = Buffer.isBuffer(html)
      ? decodeText(withoutZeros(html), codePage ? charsetOfCodePage(codePage) : null).text
      : html
    if (decoded.trim() !== '') return { format: 'html', text: decoded }
  }
  const compressed = properties.get(property.compressedRtf)
  const rtf = Buffer.isBuffer(compressed) ? decompressRtf(compressed, limits.bodyLength) : null
  const read = rtf ? readRtf(rtf) : null
  if (read && read.text.trim() !== '') return read
  const plain = dataOf(own, attribute.body)
  const body = plain ? decodeText(withoutZeros(plain), charset).text : text(properties, property.body)
  return body.trim() === '' ? null : { format: 'text', text: body }
}

function dataOf(group: readonly TnefAttribute[], id: number): Buffer | null {
  return group.find(each => each.id === id)?.data ?? null
}

function text(properties: MapiProperties, id: number): string {
  const value = properties.get(id)
  return typeof value === 'string' ? value.trim() : ''
}

function numberOf(properties: MapiProperties, id: number): number {
  const value = properties.get(id)
  return Buffer.isBuffer(value) && value.length >= 4 ? value.readUInt32LE(0) : 0
}
