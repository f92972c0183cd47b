import { decodeText } from '../charset.ts'
import { charsetOfCodePage } from './code-page.ts'
import { type RtfToken, rtfTokens } from './rtf-tokens.ts'
import { fontCharsets, rtfCharacters, unseenDestinations } from './rtf-words.ts'

export type RtfText = { readonly format: 'html' | 'text'; readonly text: string }

/** What a group changes for itself and for the groups inside it. */
type Group = { hidden: boolean; htmlRtf: boolean; unicodeSkip: number; charset: string }

const maxDepth = 500
const doubleByte = /^(?:shift_jis|cp949|gb18030|big5)$/

/**
 * The text of an RTF body, or the HTML that an Exchange server wrapped into it (MS-OXRTFEX: `\fromhtml1`, tags in
 * `\*\htmltag` groups, what `\htmlrtf` encloses is for RTF readers only). Tolerant; never throws.
 */
export function readRtf(rtf: Buffer): RtfText {
  const source = rtf.toString('latin1')
  const isHtml = /\\fromhtml1?\b/.test(source.slice(0, 2_000))
  const text = new RtfReader(isHtml).read(rtfTokens(source))
  return isHtml ? { format: 'html', text } : { format: 'text', text: text.trim() }
}

class RtfReader {
  private readonly isHtml: boolean
  private readonly out: string[] = []
  private readonly stack: Group[] = []
  private readonly fonts = new Map<number, string>()
  private group: Group = { hidden: false, htmlRtf: false, unicodeSkip: 1, charset: 'windows-1252' }
  /** Bytes of the code page that wait for their neighbours: a character may have two. */
  private bytes: number[] = []
  /** The next word may name what the group is for. */
  private atGroupStart = false
  private starred = false
  private font = 0
  /** Depth of the font table while it is read. */
  private fontTable = 0
  private documentCharset = 'windows-1252'
  /** Characters after `\uN` that say the same for older readers. */
  private toSkip = 0

  constructor(isHtml: boolean) {
    this.isHtml = isHtml
  }

  read(tokens: Iterable<RtfToken>): string {
    for (const token of tokens) {
      if (token.kind === 'text') this.takeText(token.text)
      else if (token.kind === 'byte') this.takeByte(token.value)
      else if (token.kind === 'word') this.takeWord(token.word, token.value)
      else if (token.kind === 'close') this.close()
      else if (!this.open()) break
    }
    this.flush()
    return this.out.join('').toWellFormed()
  }

  private open(): boolean {
    this.flush()
    this.stack.push(this.group)
    this.group = { ...this.group }
    this.atGroupStart = true
    this.starred = false
    this.toSkip = 0
    return this.stack.length < maxDepth
  }

  private close(): void {
    this.flush()
    if (this.fontTable === this.stack.length) this.fontTable = 0
    this.group = this.stack.pop() ?? this.group
    this.atGroupStart = false
    this.toSkip = 0
  }

  private takeText(text: string): void {
    this.atGroupStart = false
    let rest = text.slice(this.toSkip)
    this.toSkip = Math.max(0, this.toSkip - text.length)
    if (rest === '' || !this.isVisible()) return
    // The second byte of a character may be written as the letter that it looks like.
    if (doubleByte.test(this.group.charset) && endsInLeadByte(this.bytes)) {
      this.bytes.push(rest.charCodeAt(0))
      rest = rest.slice(1)
    }
    if (/[\u0080-\u00ff]/.test(rest)) for (const byte of Buffer.from(rest, 'latin1')) this.bytes.push(byte)
    else this.put(rest)
  }

  private takeByte(value: number): void {
    this.atGroupStart = false
    if (this.toSkip > 0) this.toSkip--
    else if (this.isVisible()) this.bytes.push(value)
  }

  private takeWord(word: string, value: number | null): void {
    if (word === '*') {
      this.starred = true
      return
    }
    if (this.atGroupStart && this.namesDestination(word)) return
    const character = rtfCharacters.get(word)
    if (character !== undefined) this.put(character)
    else if (word === 'u' && value !== null) {
      this.put(String.fromCharCode(value & 0xffff))
      this.toSkip = this.group.unicodeSkip
    } else if (word === 'uc') this.group.unicodeSkip = Math.min(10, Math.max(0, value ?? 1))
    else if (word === 'htmlrtf') {
      this.flush()
      this.group.htmlRtf = this.isHtml && value !== 0
    } else if (word === 'v') this.group.hidden = value !== 0
    else if (word === 'ansicpg' && value !== null) {
      this.documentCharset = charsetOfCodePage(value)
      this.group.charset = this.documentCharset
    } else this.takeFont(word, value ?? 0)
  }

  /** True when the word says what the group is for. */
  private namesDestination(word: string): boolean {
    const { starred } = this
    this.atGroupStart = false
    this.starred = false
    if (word === 'fonttbl') this.fontTable = this.stack.length
    if (word === 'htmltag') {
      this.group.hidden = !this.isHtml
      return true
    }
    if (!starred && !unseenDestinations.has(word)) return false
    this.group.hidden = true
    return true
  }

  private takeFont(word: string, value: number): void {
    if (word === 'fcharset' && this.fontTable > 0) {
      const charset = fontCharsets.get(value)
      if (charset) this.fonts.set(this.font, charset)
    } else if (word === 'f') {
      this.flush()
      this.font = value
      if (this.fontTable === 0) this.group.charset = this.fonts.get(value) ?? this.documentCharset
    }
  }

  private put(text: string): void {
    this.flush()
    if (this.isVisible()) this.out.push(text)
  }

  private flush(): void {
    if (this.bytes.length === 0) return
    this.out.push(decodeText(Buffer.from(this.bytes), this.group.charset).text)
    this.bytes = []
  }

  private isVisible(): boolean {
    return !this.group.hidden && !this.group.htmlRtf
  }
}

function endsInLeadByte(bytes: readonly number[]): boolean {
  let isLead = false
  for (const byte of bytes) isLead = !isLead && byte >= 0x81
  return isLead
}
