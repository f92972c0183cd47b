import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import { AppError } from '../errors.ts'

export type MailAddress = {
  /** As typed, without the space around it. */
  readonly address: string
  readonly localPart: string
  /** In lower case, international names in their ASCII form. */
  readonly domain: string
}

/** Throws AppError `invalid-input` for what has no domain that could be asked for its servers. */
export function readMailAddress(text: string): MailAddress {
  const address = text.trim()
  const at = address.lastIndexOf('@')
  const domain = domainToASCII(address.slice(at + 1)).replace(/\.$/, '')
  if (at < 1 || !isPublicName(domain)) {
    throw new AppError('invalid-input', 'Write a whole e-mail address, such as support@example.org.', {
      field: 'address',
    })
  }
  return { address, localPart: address.slice(0, at), domain }
}

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/

/** A name with a dot that DNS could know (RFC 1123): no address in figures, no name of the own computer. */
export function isPublicName(name: string): boolean {
  const labels = name.toLowerCase().split('.')
  if (name.length > 253 || isIP(name) !== 0 || labels.length < 2) return false
  const last = labels.at(-1) ?? ''
  return labels.every(each => label.test(each)) && !/^\d+$/.test(last) && last !== 'localhost'
}

export function isWithin(name: string, domain: string): boolean {
  return name === domain || name.endsWith(`.${domain}`)
}
