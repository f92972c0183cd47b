import type { Certificate } from 'pkijs'
import { limits } from '../../limits.ts'
import { cleanLine } from '../clean-text.ts'

/** What a certificate says about its owner. All of it is the word of whoever issued it. */
export type Signer = {
  readonly name: string
  /** Every mail address it names; may be empty. */
  readonly addresses: readonly string[]
  /** UTC milliseconds. */
  readonly notBefore: number
  readonly notAfter: number
}

const commonName = '2.5.4.3'
const emailAddress = '1.2.840.113549.1.9.1'
const subjectAltName = '2.5.29.17'
/** Kind of a GeneralName that is a mail address (RFC 5280 4.2.1.6). */
const rfc822Name = 1
const maxAddresses = 20

export function readSigner(certificate: Certificate): Signer {
  const subject = certificate.subject.typesAndValues.map(({ type, value }) => ({ type, text: textOf(value) }))
  const addresses = [
    ...alternativeNames(certificate),
    ...subject.filter(each => each.type === emailAddress).map(each => each.text),
  ]
    .map(address => cleanLine(address, limits.addressLength))
    .filter(address => address.includes('@'))
  return {
    name: cleanLine(subject.find(each => each.type === commonName)?.text ?? '', limits.nameLength),
    addresses: [...new Set(addresses)].slice(0, maxAddresses),
    notBefore: certificate.notBefore.value.getTime(),
    notAfter: certificate.notAfter.value.getTime(),
  }
}

function alternativeNames(certificate: Certificate): readonly string[] {
  const extension = certificate.extensions?.find(({ extnID }) => extnID === subjectAltName)
  const parsed: unknown = extension?.parsedValue
  if (typeof parsed !== 'object' || parsed === null || !('altNames' in parsed) || !Array.isArray(parsed.altNames))
    return []
  const names: readonly { type?: unknown; value?: unknown }[] = parsed.altNames
  return names.flatMap(({ type, value }) => (type === rfc822Name && typeof value === 'string' ? [value] : []))
}

function textOf(value: { readonly valueBlock?: { readonly value?: unknown } }): string {
  const text = value.valueBlock?.value
  return typeof text === 'string' ? text : ''
}
