/** Mails for the protocol tests: small, distinct and awkward for a line that is not clean for 8 bits. */

export function plainMail(number: number, body = 'The printer on the second floor is out of paper.'): Buffer {
  return Buffer.from(
    [
      `Message-ID: <protocol-${number}@example.org>`,
      'From: Ada <ada@example.org>',
      'To: support@example.org',
      `Subject: Printer ${number}`,
      'Date: Tue, 04 Mar 2025 10:00:00 +0000',
      '',
      body,
      '',
    ].join('\r\n'),
  )
}

/** Bytes 1 to 255 in changing order, without NUL, which IMAP cannot carry in a literal (RFC 3501 section 4.3.1). */
export function binaryMail(number: number): Buffer {
  const bytes = Array.from({ length: 3_000 + number * 37 }, (_, index) => ((index * (number * 2 + 1)) % 255) + 1)
  const clean = bytes.map(byte => (byte === 10 || byte === 13 ? 32 : byte))
  const lines: Buffer[] = []
  for (let start = 0; start < clean.length; start += 700) lines.push(Buffer.from(clean.slice(start, start + 700)))
  const body = lines.flatMap(line => [line, Buffer.from('\r\n')])
  const headers = `Message-ID: <binary-${number}@example.org>\r\nSubject: Binary ${number}\r\nContent-Transfer-Encoding: binary\r\n\r\n`
  return Buffer.concat([Buffer.from(headers), ...body])
}

/** 8-bit text in a charset that is not UTF-8. */
export function latinMail(number: number): Buffer {
  return Buffer.concat([
    plainMail(number),
    Buffer.from('Gr\u00fc\u00dfe aus K\u00f6ln \u2013 nein, nur Gr\u00fc\u00dfe\r\n', 'latin1'),
  ])
}

/** A mail of about `kilobytes`. */
export function largeMail(number: number, kilobytes: number): Buffer {
  const line = `${'x'.repeat(76)}\r\n`
  return plainMail(number, line.repeat(Math.ceil((kilobytes * 1024) / line.length)))
}
