/** Only these mean this computer for sure: no name server is asked for them. */
const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost'])

/**
 * Codes, secrets and tokens go to these addresses: https only, but for a provider on this computer. Gives what is
 * wrong with an address, in words; null when it may be used.
 */
export function whyNoEndpoint(text: string): string | null {
  const url = URL.parse(text)
  if (!url) return 'This is no complete address; it begins with https://.'
  if (url.username !== '' || url.password !== '') return 'Leave name and password out of the address.'
  if (url.hash !== '') return 'Leave out what follows #.'
  if (url.protocol === 'https:' || isOnThisComputer(url)) return null
  return 'Only https is safe here: secrets are sent to this address.'
}

/** A plain http address of this computer itself, as of a provider in a test. */
export function isOnThisComputer({ protocol, hostname }: URL): boolean {
  return protocol === 'http:' && LOOPBACK_HOSTS.has(hostname)
}
