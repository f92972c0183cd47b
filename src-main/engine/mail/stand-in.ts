/** A stand-in is a page of text; more than this is a mail of its own. */
const LARGEST_BYTES = 32 * 1024
const SUBJECT = /^subject: *retrieval using the (?:imap4|pop3) protocol failed for the following message\b/im
const BODY = /the server couldn't retrieve the following message/i

/**
 * Whether these are not the bytes of the message but what Microsoft Exchange gives in their place when it cannot
 * convert one: a mail of its own making that says so (Mailspring issue 78). The true message is still there.
 */
export function isStandIn(raw: Uint8Array): boolean {
  if (raw.byteLength > LARGEST_BYTES) return false
  const text = Buffer.from(raw).toString('latin1')
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length
  const headers = text.slice(0, end).replace(/\r?\n[ \t]+/g, ' ')
  // Quoted-printable writes the apostrophe as it is and breaks long lines with "=".
  return (
    SUBJECT.test(headers) &&
    BODY.test(
      text
        .slice(end)
        .replace(/=\r?\n/g, '')
        .replace(/[\s\u00a0]+/g, ' '),
    )
  )
}
