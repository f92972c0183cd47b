import { createHash } from 'node:crypto'
import type { Certificate, SignedData, SignerInfo } from 'pkijs'
import { readSigner, type Signer } from './signer.ts'

/** A CMS SignedData (RFC 5652 5) that could be taken apart. */
export type Cms = { readonly signed: SignedData; readonly content: Buffer | null }

export type Verdict = {
  readonly state: 'valid' | 'invalid' | 'unverifiable'
  readonly signer: Signer | null
  /** Why it is not valid, as the end of a sentence; '' otherwise. */
  readonly because: string
}

const messageDigest = '1.2.840.113549.1.9.4'
const signedDataType = '1.2.840.113549.1.7.2'
/** Digests that may stand in a mail (RFC 5754); what is missing here cannot be checked. */
const digests: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.4': 'sha224',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}

/** pkijs is loaded with the first signed mail only: it is large, and most mails are not signed. */
let loadedPkijs: Promise<typeof import('pkijs')> | null = null

/** Null for what is no CMS SignedData. Never throws. */
export async function readCms(bytes: Buffer): Promise<Cms | null> {
  loadedPkijs ??= import('pkijs')
  const pkijs = await loadedPkijs
  try {
    const info = pkijs.ContentInfo.fromBER(new Uint8Array(bytes))
    if (info.contentType !== signedDataType) return null
    const signed = new pkijs.SignedData({ schema: info.content })
    const content = signed.encapContentInfo.eContent
    return { signed, content: content ? Buffer.from(content.getValue()) : null }
  } catch {
    // Hostile or damaged ASN.1: the part stays an attachment.
    return null
  }
}

/**
 * Checks the first signature over one of the given readings of the signed bytes (as they came, with line ends put
 * right). The chain of the certificate is not checked. Never throws.
 */
export async function verifyCms(cms: Cms, readings: readonly Buffer[]): Promise<Verdict> {
  const info = cms.signed.signerInfos[0]
  const certificate = info ? findCertificate(cms.signed, info) : null
  const signer = certificate ? readSigner(certificate) : null
  if (!info) return { state: 'unverifiable', signer, because: 'it names no signer' }
  if (!certificate) return { state: 'unverifiable', signer, because: 'it comes without the certificate of its signer' }
  const algorithm = digests[info.digestAlgorithm.algorithmId]
  if (!algorithm) return { state: 'unverifiable', signer, because: 'its method is unknown or too old' }
  const data = readings.find(reading => matchesDigest(info, algorithm, reading))
  if (!data) return { state: 'invalid', signer, because: 'the mail was changed after it was signed' }
  try {
    const detached = cms.content ? {} : { data: new Uint8Array(data).buffer }
    const good = await cms.signed.verify({ signer: 0, checkChain: false, ...detached })
    return {
      state: good ? 'valid' : 'invalid',
      signer,
      because: good ? '' : 'it was not made with the key of its certificate',
    }
  } catch {
    // A curve or padding that this platform does not know, or a certificate that makes no sense.
    return { state: 'unverifiable', signer, because: 'its method or certificate cannot be read' }
  }
}

/** Without signed attributes the signature itself covers the bytes, and its check says the same. */
function matchesDigest(info: SignerInfo, algorithm: string, data: Buffer): boolean {
  const attribute = info.signedAttrs?.attributes.find(({ type }) => type === messageDigest)
  if (!attribute) return true
  const [value] = attribute.values
  const expected: unknown = value?.valueBlock?.valueHexView
  return expected instanceof Uint8Array && createHash(algorithm).update(data).digest().equals(expected)
}

function findCertificate(signed: SignedData, info: SignerInfo): Certificate | null {
  const certificates = (signed.certificates ?? []).filter((each): each is Certificate => 'serialNumber' in each)
  const { sid } = info
  if (!sid || !('serialNumber' in sid)) return certificates.length === 1 ? (certificates[0] ?? null) : null
  return certificates.find(({ serialNumber }) => serialNumber.isEqual(sid.serialNumber)) ?? null
}
