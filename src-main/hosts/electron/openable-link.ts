import { OPENABLE_SCHEMES } from '../../../src-preload/contract/entities/host.ts'
import { AppError } from '../../engine/errors.ts'

/** Longer than any honest link; programs that links are handed to have bounds of their own. */
const LONGEST_LINK = 8192
/** Some mail programs attach a local file when a link asks for it; only what a person would type goes through. */
const MAIL_FIELDS: readonly string[] = ['to', 'cc', 'bcc', 'subject', 'body', 'in-reply-to']

/**
 * The address as it may be handed to the system's browser or mail program. Throws AppError `not-allowed` for anything
 * but http, https and mailto, for hidden credentials, and for signs that a reader cannot see.
 */
export function readOpenableLink(text: string): string {
  // The parser drops tabs and line breaks and turns the rest into %-signs: what a reader saw would not be what opens.
  if (/[\s\p{Cc}\p{Cf}]/u.test(text)) throw refused('It holds signs that cannot be seen.')
  const url = URL.parse(text)
  if (!url) throw refused('It is no complete address.')
  if (!OPENABLE_SCHEMES.some(scheme => scheme === url.protocol)) {
    throw refused('Only addresses that begin with http, https or mailto are opened.')
  }
  if (url.username !== '' || url.password !== '') throw refused('It holds a name or a password.')
  if (
    url.protocol === 'mailto:' &&
    [...url.searchParams.keys()].some(key => !MAIL_FIELDS.includes(key.toLowerCase()))
  ) {
    throw refused('It asks the mail program for more than a message.')
  }
  if (url.href.length > LONGEST_LINK) throw refused('It is too long.')
  return url.href
}

function refused(why: string): AppError {
  return new AppError('not-allowed', `This link is not opened. ${why}`, { field: 'url' })
}
