import { type HostileMail, hostileMail, hostileParts } from './hostile-mail.ts'

function nested(depth: number): Uint8Array {
  const open = Array.from(
    { length: depth },
    (_, at) => `--b${at}\nContent-Type: multipart/mixed; boundary="b${at + 1}"\n\n`,
  )
  const inner = `--b${depth}\nContent-Type: text/plain\n\nin the middle\n`
  return hostileMail(['Content-Type: multipart/mixed; boundary="b0"'], `${open.join('')}${inner}`)
}

/** Each mail attached to the one before it, with no multipart between them. */
function mailsInMails(depth: number): Uint8Array {
  const one = (at: number) => `From: m${at}@example.com\nSubject: mail ${at}\nContent-Type: message/rfc822\n\n`
  return hostileParts([
    'Content-Type: text/plain\n\noutside',
    `Content-Type: message/rfc822\n\n${Array.from({ length: depth }, (_, at) => one(at)).join('')}Subject: last\n\ninside`,
  ])
}

/** The same with a multipart in each, which is how mail programs forward. */
function forwardedAsAttachment(depth: number): Uint8Array {
  const open = Array.from(
    { length: depth },
    (_, at) =>
      `--b${at}\nContent-Type: message/rfc822\n\nFrom: m${at}@example.com\nSubject: mail ${at}\nContent-Type: multipart/mixed; boundary="b${at + 1}"\n\n`,
  )
  return hostileMail(['Content-Type: multipart/mixed; boundary="b0"'], `${open.join('')}--b${depth}\n\ninside\n`)
}

/** `b`, `bb`, `bbb`...: each boundary begins with all outer ones. */
function prefixes(count: number): Uint8Array {
  const open = Array.from(
    { length: count },
    (_, at) => `--${'b'.repeat(at + 1)}\nContent-Type: multipart/mixed; boundary="${'b'.repeat(at + 2)}"\n\n`,
  )
  const lines = Array.from({ length: 20_000 }, (_, at) => `--${'b'.repeat((at % 60) + 1)}x`).join('\n')
  return hostileMail(
    ['Content-Type: multipart/mixed; boundary="b"'],
    `${open.join('')}--${'b'.repeat(count + 1)}\n\ninnermost\n${lines}\n`,
  )
}

export const structures = {
  '10,000 parts inside each other': { make: () => nested(10_000) },
  '10,000 parts beside each other': {
    make: () => hostileParts(Array.from({ length: 10_000 }, (_, at) => `Content-Type: text/plain\n\npart ${at}`)),
  },
  '10,000 attachments beside each other': {
    make: () =>
      hostileParts(
        Array.from({ length: 10_000 }, (_, at) => `Content-Disposition: attachment; filename="a${at}.txt"\n\n${at}`),
      ),
  },
  '2,000 mails inside each other': { make: () => mailsInMails(2_000) },
  '2,000 forwarded mails inside each other': { make: () => forwardedAsAttachment(2_000) },
  'boundaries that begin with each other': { make: () => prefixes(60) },
  'a boundary that never comes, 2,000 times': {
    make: () =>
      hostileParts(
        Array.from({ length: 2_000 }, (_, at) => `Content-Type: multipart/mixed; boundary="never${at}"\n\ntext ${at}`),
      ),
  },
  '500,000 lines that begin like a boundary': {
    make: () => hostileParts([`Content-Type: text/plain\n\n${'--b1x\n'.repeat(500_000)}`]),
  },
  '10 MB of dashes': { make: () => hostileParts([`Content-Type: text/plain\n\n${'-'.repeat(10_000_000)}`]) },
} satisfies Readonly<Record<string, HostileMail>>
