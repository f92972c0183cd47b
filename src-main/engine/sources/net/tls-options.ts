import { X509Certificate } from 'node:crypto'
import { type ConnectionOptions, checkServerIdentity, rootCertificates } from 'node:tls'
import type { ServerLine } from './server-line.ts'

/**
 * What TLS accepts. A chosen certificate is trusted besides the public authorities, not in their place: providers move
 * from own to public certificates. Where the server shows exactly the chosen certificate, its name does not matter:
 * servers in the own house often carry a certificate for another name.
 */
export function tlsOptions(options: Pick<ServerLine, 'validateCertificate' | 'ca'>): ConnectionOptions {
  const { ca, validateCertificate } = options
  if (ca === undefined || ca.trim() === '') return { rejectUnauthorized: validateCertificate }
  const pinned = fingerprintsOf(ca)
  return {
    rejectUnauthorized: validateCertificate,
    ca: [...rootCertificates, ca],
    checkServerIdentity: (host, certificate) =>
      pinned.has(certificate.fingerprint256) ? undefined : checkServerIdentity(host, certificate),
  }
}

function fingerprintsOf(pem: string): ReadonlySet<string> {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
  return new Set(blocks.flatMap(readFingerprint))
}

/** A block that is no certificate is left for TLS to complain about. */
function readFingerprint(pem: string): string[] {
  try {
    return [new X509Certificate(pem).fingerprint256]
  } catch {
    return []
  }
}
