/** What the server says it can do (RFC 2449): tag in capitals, with its arguments. Null where it knows no CAPA. */
export type Capabilities = ReadonlyMap<string, readonly string[]> | null

export function parseCapabilities(lines: Buffer): Capabilities {
  const found = new Map<string, readonly string[]>()
  for (const line of lines.toString('latin1').split(/\r?\n/)) {
    const [tag, ...rest] = line.trim().split(/ +/)
    if (tag) found.set(tag.toUpperCase(), rest)
  }
  return found
}

/** A server without CAPA may know the command all the same. */
export function mayKnow(capabilities: Capabilities, tag: string): boolean {
  return capabilities === null || capabilities.has(tag)
}
