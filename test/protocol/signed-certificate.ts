import { webcrypto, X509Certificate } from 'node:crypto'
import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'

const DAY = 86_400_000
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const

export type SignedCertificate = {
  readonly certPem: string
  readonly keyPem: string
  /** SHA-256, as Node writes it. */
  readonly fingerprint: string
  readonly certificate: pkijs.Certificate
  readonly privateKey: webcrypto.CryptoKey
}

type Wanted = {
  readonly name: string
  /** Days from now; negative ones lie in the past. */
  readonly fromDay?: number
  readonly untilDay?: number
  /** Itself, when nobody else signs. */
  readonly issuer?: SignedCertificate
}

/** A certificate as openssl's command line cannot make it: expired, or signed by another one. */
export async function signCertificate({
  name,
  fromDay = -1,
  untilDay = 2,
  issuer,
}: Wanted): Promise<SignedCertificate> {
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair
  const certificate = new pkijs.Certificate({ version: 2 })
  certificate.serialNumber = new asn1js.Integer({ value: Math.floor(Math.random() * 1e9) })
  certificate.notBefore.value = new Date(Date.now() + fromDay * DAY)
  certificate.notAfter.value = new Date(Date.now() + untilDay * DAY)
  certificate.subject.typesAndValues.push(commonName(name))
  certificate.issuer = issuer?.certificate.subject ?? certificate.subject
  const names = new pkijs.GeneralNames({ names: [new pkijs.GeneralName({ type: 2, value: name })] })
  const isAuthority = new pkijs.BasicConstraints({ cA: issuer === undefined })
  certificate.extensions = [
    extension('2.5.29.17', names.toSchema().toBER()),
    extension('2.5.29.19', isAuthority.toSchema().toBER()),
  ]
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey as never)
  await certificate.sign((issuer?.privateKey ?? keys.privateKey) as never, 'SHA-256')
  const certPem = toPem('CERTIFICATE', certificate.toSchema().toBER())
  return {
    certPem,
    keyPem: toPem('PRIVATE KEY', await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)),
    fingerprint: new X509Certificate(certPem).fingerprint256,
    certificate,
    privateKey: keys.privateKey,
  }
}

function commonName(name: string) {
  return new pkijs.AttributeTypeAndValue({ type: '2.5.4.3', value: new asn1js.Utf8String({ value: name }) as never })
}

function extension(extnID: string, value: ArrayBuffer): pkijs.Extension {
  return new pkijs.Extension({ extnID, critical: false, extnValue: value })
}

function toPem(label: string, der: ArrayBuffer): string {
  // No empty line at the end: OpenSSL would take what stands before it for headers.
  const body = (
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  ).join('\n')
  return `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`
}
