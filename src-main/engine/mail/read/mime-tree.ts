import libmime from 'libmime'
import { limits } from '../limits.ts'
import { firstValue, type HeaderField, readHeaderBlock } from './header-block.ts'
import { parseParameters } from './parameters.ts'
import { decodeTransfer } from './transfer-encoding.ts'

/** One MIME entity: a multipart with children, or a leaf with the range of its undecoded bytes. */
export type MimeNode = {
  readonly fields: readonly HeaderField[]
  /** Lower case, without parameters. */
  readonly type: string
  readonly parameters: Readonly<Record<string, string>>
  readonly disposition: string | null
  /** Decoded but not normalised; null when the part names none. */
  readonly fileName: string | null
  readonly children: MimeNode[]
  /** What the offsets count in: the mail, or what was unpacked from it. */
  readonly source: Buffer
  /** Where its headers begin. */
  readonly headersStart: number
  readonly start: number
  end: number
  /** One sentence why this part is listed but not kept, whatever the rules say; null for an ordinary part. */
  setAside: string | null
}

/** A leaf that stands in no mail by itself, such as a file of a winmail.dat. */
export function leafOf(
  content: Buffer,
  about: Partial<Pick<MimeNode, 'fields' | 'type' | 'parameters' | 'disposition' | 'fileName'>>,
): MimeNode {
  return {
    fields: [],
    type: 'application/octet-stream',
    parameters: {},
    disposition: null,
    fileName: null,
    ...about,
    children: [],
    source: content,
    headersStart: 0,
    start: 0,
    end: content.length,
    setAside: null,
  }
}

type Open = { readonly node: MimeNode; readonly delimiter: Buffer }
export type MimeTree = { readonly root: MimeNode; readonly warnings: readonly string[] }

/**
 * Splits a mail into its parts, one pass over the bytes. Damage is read as far as it goes: a boundary that never
 * closes, one that belongs to an outer part, one that the header names wrongly, parts without headers.
 */
export function readMimeTree(raw: Buffer): MimeTree {
  const warnings = new Set<string>()
  const root = readNode(raw, 0, 'text/plain')
  const open: Open[] = []
  let guesses = 0
  let parts = 1
  let leaf: MimeNode | null = root
  let position = root.start

  const enter = (node: MimeNode) => {
    leaf = node
    if (!node.type.startsWith('multipart/')) return
    if (open.length >= limits.partDepth) {
      warnings.add('The mail nests its parts too deeply; the innermost ones are not opened.')
      return
    }
    const unpacked = guesses < limits.boundaryGuesses ? unpackEncoded(node, raw) : null
    if (unpacked) {
      guesses++
      node.children.push(...unpacked.root.children)
      parts += unpacked.root.children.length
      for (const warning of unpacked.warnings) warnings.add(warning)
      return
    }
    const delimiter = findDelimiter(raw, node, guesses < limits.boundaryGuesses)
    if (delimiter.guessed) {
      guesses++
      warnings.add('A boundary between the parts of this mail is missing or wrong and was guessed.')
    }
    if (delimiter.bytes) {
      open.push({ node, delimiter: delimiter.bytes })
      leaf = null
    }
  }
  enter(root)
  while (open.length > 0) {
    const found = nextDelimiter(raw, position, open)
    if (!found) break
    closeLeaf(leaf, raw, found.lineStart)
    // A multipart whose own boundary never came ends with the part around it, or thousands would share one long text.
    for (const { node } of open.slice(found.depth + 1)) closeLeaf(node, raw, found.lineStart)
    // What is signed ends here too, with all that follows its own last boundary.
    const before = open[found.depth]?.node.children.at(-1)
    if (before && before.children.length > 0) closeLeaf(before, raw, found.lineStart)
    open.length = found.depth + 1
    position = found.lineEnd
    if (found.closing) {
      open.length = found.depth
      leaf = null
      continue
    }
    if (parts >= limits.parts) {
      warnings.add(`The mail has more than ${limits.parts} parts; the last ones are left out.`)
      return { root, warnings: [...warnings] }
    }
    const parent = open[found.depth]?.node
    const child = readNode(raw, position, parent?.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain')
    parent?.children.push(child)
    parts++
    position = child.start
    enter(child)
  }
  closeLeaf(leaf, raw, raw.length)
  return { root, warnings: [...warnings] }
}

function readNode(raw: Buffer, at: number, defaultType: string): MimeNode {
  const block = readPartHeaders(raw, at)
  const contentType = firstValue(block.fields, 'content-type')
  const parsedType = parseParameters(contentType ?? '')
  const parsedDisposition = parseParameters(firstValue(block.fields, 'content-disposition') ?? '')
  const fileName = parsedDisposition.parameters['filename'] || parsedType.parameters['name'] || null
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(parsedType.value)
    ? parsedType.value
    : typeWithoutHeader(
        fileName,
        parsedType.value,
        at === 0 && isHeadless(raw, block.bodyStart) ? 'multipart/mixed' : defaultType,
      )
  return {
    fields: block.fields,
    type,
    parameters: parsedType.parameters,
    disposition: parsedDisposition.value || null,
    fileName,
    children: [],
    source: raw,
    headersStart: at,
    start: block.bodyStart,
    end: raw.length,
    setAside: null,
  }
}

/** A part may have no header at all: then its first line is blank, or it is its text. */
function readPartHeaders(raw: Buffer, at: number): { fields: readonly HeaderField[]; bodyStart: number } {
  if (at > 0) {
    if (raw[at] === 0x0a) return { fields: [], bodyStart: at + 1 }
    if (raw[at] === 0x0d && raw[at + 1] === 0x0a) return { fields: [], bodyStart: at + 2 }
  }
  return readHeaderBlock(raw, at)
}

/** The Content-Type was lost on the way, but the body begins with a boundary and the header of a part. */
function isHeadless(raw: Buffer, bodyStart: number): boolean {
  const head = raw.toString('latin1', bodyStart, bodyStart + 400)
  return /^\s*--[^\s-][^\r\n]{0,70}\r?\ncontent-type:[ \t]*[\w.+-]+\//i.test(head)
}

function typeWithoutHeader(fileName: string | null, value: string, defaultType: string): string {
  if (value === 'text' || value === 'html') return value === 'html' ? 'text/html' : 'text/plain'
  return fileName ? libmime.detectMimeType(fileName) : defaultType
}

/** RFC 2045 6.4 forbids to encode a multipart as a whole; some gateways do it, and the boundary stands inside. */
function unpackEncoded(node: MimeNode, raw: Buffer): MimeTree | null {
  const encoding = firstValue(node.fields, 'content-transfer-encoding')?.trim().toLowerCase()
  const boundary = node.parameters['boundary']?.trimEnd()
  if (!boundary || (encoding !== 'base64' && encoding !== 'quoted-printable')) return null
  if (raw.indexOf(`--${boundary}`, node.start, 'latin1') !== -1) return null
  const content = decodeTransfer(raw.subarray(node.start), encoding)
  if (content.indexOf(`--${boundary}`, 0, 'latin1') === -1) return null
  const header = Buffer.from(`Content-Type: ${node.type}; boundary="${boundary}"\n\n`, 'latin1')
  return readMimeTree(Buffer.concat([header, content]))
}

function findDelimiter(raw: Buffer, node: MimeNode, mayGuess: boolean): { bytes: Buffer | null; guessed: boolean } {
  const boundary = (node.parameters['boundary'] ?? '').trimEnd()
  if (boundary !== '') {
    const bytes = Buffer.from(`--${boundary}`, 'latin1')
    if (!mayGuess || raw.indexOf(bytes, Math.max(0, node.start - 2)) !== -1) return { bytes, guessed: false }
  }
  if (!mayGuess) return { bytes: null, guessed: false }
  const guess = guessDelimiter(raw, node.start)
  return { bytes: guess, guessed: true }
}

/** The first line that begins with `--` and is followed by a Content- header. */
function guessDelimiter(raw: Buffer, from: number): Buffer | null {
  const text = raw.toString('latin1', from, Math.min(raw.length, from + 64 * 1024))
  const match = /(?:^|\n)(--[^\s-][^\r\n]{0,70}?|--=?-{2,40}[^\r\n]{0,70}?)[ \t]*\r?\nContent-[A-Za-z-]+:/i.exec(text)
  return match?.[1] ? Buffer.from(match[1], 'latin1') : null
}

type Found = { depth: number; lineStart: number; lineEnd: number; closing: boolean }

/** The next line that is a delimiter of any open multipart, the innermost one first. */
function nextDelimiter(raw: Buffer, from: number, open: readonly Open[]): Found | null {
  let at = from
  for (;;) {
    const dashes = raw.indexOf('--', at, 'latin1')
    if (dashes === -1) return null
    const atLineStart = dashes === 0 || raw[dashes - 1] === 0x0a || raw[dashes - 1] === 0x0d
    if (atLineStart) {
      const lineFeed = raw.indexOf(0x0a, dashes)
      const lineEnd = lineFeed === -1 ? raw.length : lineFeed + 1
      const found = matchDelimiter(raw, dashes, lineEnd, open)
      if (found) return found
      at = lineEnd
    } else at = skipDashes(raw, dashes)
  }
}

function matchDelimiter(raw: Buffer, lineStart: number, lineEnd: number, open: readonly Open[]): Found | null {
  for (let depth = open.length - 1; depth >= 0; depth--) {
    const delimiter = open[depth]?.delimiter
    if (!delimiter || lineEnd - lineStart < delimiter.length) continue
    if (raw.compare(delimiter, 0, delimiter.length, lineStart, lineStart + delimiter.length) !== 0) continue
    const rest = raw
      .toString('latin1', lineStart + delimiter.length, Math.min(lineEnd, lineStart + delimiter.length + 1_000))
      .trimEnd()
    if (rest === '' || rest === '--') return { depth, lineStart, lineEnd, closing: rest === '--' }
  }
  return null
}

function skipDashes(raw: Buffer, from: number): number {
  let at = from
  while (raw[at] === 0x2d) at++
  return at
}

/** The line end before a delimiter belongs to the delimiter (RFC 2046 5.1.1). */
function closeLeaf(leaf: MimeNode | null, raw: Buffer, lineStart: number): void {
  if (!leaf) return
  let end = lineStart
  if (lineStart < raw.length || lineStart === 0) {
    if (raw[end - 1] === 0x0a) end--
    if (raw[end - 1] === 0x0d) end--
  }
  leaf.end = Math.max(leaf.start, end)
}
