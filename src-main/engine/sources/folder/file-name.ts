/**
 * Names of files as text. A file system has bytes: what is not UTF-8 is written with percent signs behind a slash, which
 * no name holds, so that two names never become one.
 */
export function textOfName(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  if (Buffer.from(text, 'utf8').equals(bytes)) return text
  const escaped = [...bytes].map(byte =>
    byte > 0x20 && byte < 0x7f && byte !== 0x25
      ? String.fromCharCode(byte)
      : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  )
  return `/${escaped.join('')}`
}

/** The uid of a mail that came under a used name: the name, a slash, and what its content is known by. */
export function uidWithContent(name: string, content: string): string {
  return `${name}/${content}`
}

/** The name that a uid begins with. */
export function nameOfUid(uid: string): string {
  const end = uid.indexOf('/', 1)
  return end === -1 ? uid : uid.slice(0, end)
}

/** A path below a directory whose last part is bytes. */
export function joinBytes(directory: string | Buffer, name: Buffer): Buffer {
  return Buffer.concat([Buffer.from(directory), Buffer.from('/'), name])
}
