import { attribute, classesOf, type HtmlElement } from '../html/dom.ts'

/** `Sent from my iPhone`, in our languages and as the makers of phones and programs write it. */
const sentFrom = [
  '(?:sent|written|composed) (?:from|with|via|using) .{2,60}',
  'get (?:outlook|bluemail|spark|yahoo mail|the .{2,20} app) for .{2,40}',
  'envoyé (?:depuis|de|à partir de|avec|par) .{2,60}',
  'obtenez outlook pour .{2,40}',
  'provenance : .{2,40}',
  '(?:von (?:meinem|unterwegs|mein) .{2,60}|(?:diese nachricht wurde )?(?:von .{2,40} )?gesendet(?: von| mit| über)? .{0,60}|gesendet (?:von|mit|über|aus) .{2,60}|holen sie sich outlook für .{2,40})',
  '(?:enviado|enviada) (?:desde|a partir|do|da|de|pelo|pela|via|com|con) .{2,60}',
  'obt(?:ener|enha|er) (?:o )?outlook para .{2,40}',
  'inviato (?:da|dal|dalla|dallo|con|tramite) .{2,60}',
  'scarica outlook per .{2,40}',
  '(?:verzonden|verstuurd|verstuur) (?:vanaf|vanuit|via|met|van) .{2,60}',
  'outlook voor .{2,40} downloaden',
  'wysłan[eoya]+ (?:z|przy użyciu|za pomocą|ze) .{2,60}',
  'skickat från .{2,60}',
  'skickades från .{2,60}',
  'hämta outlook för .{2,40}',
  'sendt fra .{2,60}',
  '(?:hent|få|skaff deg) outlook (?:til|for) .{2,40}',
  'lähetetty .{2,60}',
  'hanki outlook .{2,40}',
  'odesláno (?:z|ze|pomocí) .{2,60}',
  'отправлено (?:с|из|от) .{2,60}',
  '.{2,30}から送信(?:されました)?',
  '(?:发自|發自|从我的|从).{2,40}(?:发送|傳送)?',
  '.{2,30}에서 (?:보냄|전송)',
  '.{2,30} gönderildi',
]
const sentFromLine = new RegExp(`^[*_<>\\s-]*(?:${sentFrom.join('|')})$`, 'iu')
const delimiter = /^--[ \t]?$|^-- <br>$/
/** Longer than this is no signature but a letter with a rule in it. */
const maxSignatureLines = 20

/**
 * Number of the line at which the signature begins (`-- `, RFC 3676 4.3, or a `Sent from my …` at the end);
 * `lines.length` when there is none.
 */
export function signatureStart(lines: readonly string[]): number {
  let end = lines.length
  while (end > 0 && (lines[end - 1] ?? '').trim() === '') end--
  for (let number = end - 1; number >= 0 && number >= end - maxSignatureLines; number--) {
    if (delimiter.test((lines[number] ?? '').trimStart())) return number
  }
  const last = (lines[end - 1] ?? '').trim()
  return end > 0 && isSentFrom(last) ? end - 1 : lines.length
}

export function isSentFrom(line: string): boolean {
  return line.length <= 120 && sentFromLine.test(line.trim().replace(/\s*<[^<>]*>$/, ''))
}

export function isSignatureDelimiter(line: string): boolean {
  return /^(?:--|—|__+|==+)\s*$/.test(line.trim())
}

const classes = new Set([
  'gmail_signature',
  'moz-signature',
  'protonmail_signature_block',
  'front-signature',
  'mail-signature',
  'missive_signature',
  'gmail_signature_prefix',
])
const ids = new Set([
  'signature',
  'ms-outlook-mobile-signature',
  'applemailsignature',
  'linebreakatbeginningofsignature',
  'zm-_id_-sgn',
  'mail-editor-signature',
])

/** The element in which a mail program keeps the sender's signature. */
export function isSignatureElement(element: HtmlElement): boolean {
  if (
    classesOf(element).some(
      name => classes.has(name.replace(/^(?:x_)+/, '')) || /^(?:ydp\w+)?(?:yahoo-)?signature$/.test(name),
    )
  )
    return true
  if (attribute(element, 'data-smartmail') === 'gmail_signature') return true
  if (attribute(element, 'name') === 'messageSignatureSection') return true
  const id = attribute(element, 'id')
    .replace(/^(?:x_)+/i, '')
    .toLowerCase()
  return id !== '' && (ids.has(id) || /^ydp\w+signature$/.test(id))
}
