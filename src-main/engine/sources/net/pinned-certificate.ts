import type { TLSSocket } from 'node:tls'
import { AppError } from '../../errors.ts'
import type { ServerLine } from './server-line.ts'

type Pin = Pick<ServerLine, 'server' | 'pinnedCertificate'>

export function isPinned({ pinnedCertificate = '' }: Pick<ServerLine, 'pinnedCertificate'>): boolean {
  return pinnedCertificate.trim() !== ''
}

/**
 * The pin alone decides: self-signed, expired or made for another name, the pinned certificate is the right one, and no
 * other is. Null when the server shows the pinned one; else AppError `certificate-refused` naming both fingerprints.
 */
export function whyNotPinned(socket: TLSSocket, { server, pinnedCertificate = '' }: Pin): AppError | null {
  const shown = socket.getPeerCertificate().fingerprint256 ?? ''
  const pinned = withColons(pinnedCertificate)
  if (shown !== '' && withColons(shown) === pinned) return null
  return new AppError(
    'certificate-refused',
    `${server} shows the certificate ${shown === '' ? '(none)' : shown}, but the pinned one is ${pinned}. Either the provider has renewed it or somebody is in between: ask the provider for the fingerprint before you pin the new one.`,
    { field: 'pinned_certificate' },
  )
}

/** `AB:CD:…`, however it was typed. */
function withColons(fingerprint: string): string {
  const digits = fingerprint.replace(/[^0-9a-f]/gi, '').toUpperCase()
  return digits.replace(/(..)(?=.)/g, '$1:')
}
