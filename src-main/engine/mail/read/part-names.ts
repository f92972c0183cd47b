import libmime from 'libmime'
import { limits } from '../limits.ts'
import { cleanLine } from './clean-text.ts'

/** Devices of Windows, which no file may be named after, with or without an extension. */
const device = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i
/** What `cleanLine` leaves to words, and a name has no use for: joiners, soft hyphens, fillers. */
const unseen = /[\u00ad\u115f\u1160\u3164\uffa0]|\u034f|\u200c|\u200d/gu
const extensions: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/jpg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/tiff': 'tif',
  'text/plain': 'txt',
  'text/html': 'html',
  'message/partial': 'eml',
  'message/news': 'eml',
  'message/external-body': 'txt',
  'application/applefile': 'bin',
  'application/pkcs7-mime': 'p7m',
  'application/x-pkcs7-mime': 'p7m',
  'message/delivery-status': 'txt',
  'message/disposition-notification': 'txt',
  'message/feedback-report': 'txt',
  'text/rfc822-headers': 'txt',
  'application/ms-tnef': 'dat',
  'application/pgp-signature': 'asc',
}

/**
 * A label that is safe to show and to save under: NFC, without control, bidi and zero-width characters, without any
 * path, no device, no dots or blanks at the end. '' when nothing is left.
 */
export function normaliseFileName(name: string): string {
  const line = cleanLine(name.normalize('NFC').replace(unseen, ''), 4_000)
  const flat = lastOfPath(line).replace(/[/\\:\u2044\u2215\u29f8\u29f9\uff0f\uff3c]/g, '_')
  const trimmed = trimEnd(flat.replace(/^[\s.]+(?=[^\s.])/, ''))
  if (/^[._\s]*$/.test(trimmed)) return ''
  const safe = trimmed.replace(device, whole => `${whole}_`)
  return shorten(safe)
}

/** `part-2.png`, counted over the parts of one mail; an invitation is called what calendars call it. */
export function nameForType(type: string, number: number): string {
  if (type === 'text/calendar' || type === 'application/ics') return 'invite.ics'
  return `part-${number}.${extensionOf(type)}`
}

/** `Printer on fire.eml` for a mail inside the mail. */
export function nameForMail(subject: string, number: number): string {
  const name = normaliseFileName(subject.slice(0, 150))
  return name === '' ? `message-${number}.eml` : `${name}.eml`
}

/** What is clearly a path (`../x`, `/etc/x`, `C:\\x`, `file://x`) gives its last name; `Bill 3/2026.pdf` is none. */
function lastOfPath(name: string): string {
  if (!/^[/\\]|^[a-z]:[/\\]|^[a-z]{2,10}:\/\/|(?:^|[/\\])\.\.?[/\\]/i.test(name)) return name
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
}

/** Lower case with its dot, '' when there is none. */
export function fileExtension(name: string): string {
  return /\.[^.\s]{1,20}$/.exec(name)?.[0]?.toLowerCase() ?? ''
}

function extensionOf(type: string): string {
  return extensions[type] ?? libmime.detectExtension(type)
}

/** Windows drops them, so `a.exe. .` would be saved as `a.exe`. */
function trimEnd(name: string): string {
  let end = name.length
  while (end > 0 && /[\s.]/.test(name[end - 1] ?? '')) end--
  return name.slice(0, end)
}

/** Keeps the extension: rules and programs go by it. */
function shorten(name: string): string {
  const limit = limits.nameOfPartLength
  if (name.length <= limit) return name
  const extension = fileExtension(name)
  return trimEnd(name.slice(0, limit - extension.length).toWellFormed()) + extension
}
