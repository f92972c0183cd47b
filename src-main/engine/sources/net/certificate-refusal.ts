import type { PeerCertificate } from 'node:tls'
import { AppError } from '../../errors.ts'

const selfSigned = new Set(['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'])

const unknownIssuer = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_UNTRUSTED',
])

const otherRefusals = new Set([
  'CERT_SIGNATURE_FAILURE',
  'CERT_REVOKED',
  'CERT_REJECTED',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'CERT_CHAIN_TOO_LONG',
  'HOSTNAME_MISMATCH',
])

/** The sentence for a certificate that Node's TLS refused with `code`; null when the code says something else. */
export function describeCertificateRefusal(code: string, server: string, cause?: unknown): AppError | null {
  if (selfSigned.has(code)) {
    return refuse(
      `The certificate of ${server} is signed by itself, so nobody vouches for it. Choose this certificate as trusted, or switch the check off for a server of your own.`,
      'security',
      cause,
    )
  }
  if (unknownIssuer.has(code)) {
    return refuse(
      `The certificate of ${server} is signed by an authority that is not trusted here. Choose the certificate of that authority, or ask the provider for the complete chain.`,
      'security',
      cause,
    )
  }
  if (code === 'CERT_HAS_EXPIRED') {
    return refuse(`The certificate of ${server} has expired. The provider has to renew it.`, 'security', cause)
  }
  if (code === 'CERT_NOT_YET_VALID') {
    return refuse(
      `The certificate of ${server} is not valid yet. Check the date and time of this computer.`,
      'security',
      cause,
    )
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return refuse(
      `The certificate was made for ${namesOf(cause)}, not for ${server}. Enter the server under a name that its certificate carries.`,
      'server',
      cause,
    )
  }
  if (otherRefusals.has(code)) {
    return refuse(`The certificate of ${server} was refused (${code}). Ask the provider about it.`, 'security', cause)
  }
  return null
}

function refuse(message: string, field: string, cause: unknown): AppError {
  return new AppError('certificate-refused', message, { field, cause })
}

function namesOf(cause: unknown): string {
  const certificate = cause instanceof Error && 'cert' in cause ? (cause.cert as Partial<PeerCertificate>) : undefined
  const names = (certificate?.subjectaltname ?? '')
    .split(', ')
    .map(name => name.replace(/^(DNS|IP Address):/, ''))
    .filter(name => /^[\w.*:-]{1,253}$/.test(name))
    .slice(0, 5)
  return names.length > 0 ? names.join(', ') : 'another name'
}
