import { SignInMechanism } from '../../src-preload/contract/entities/inbox.ts'
import { UsageError } from './usage.ts'

type Fields = Readonly<Record<string, unknown>>

/** Mechanisms of PHP's IMAP client that Postdesk has not, so that it never uses them either. */
const strangers: readonly string[] = [
  'GSSAPI',
  'KERBEROS',
  'KERBEROS_V4',
  'NTLM',
  'DIGEST-MD5',
  'EXTERNAL',
  'ANONYMOUS',
]

/**
 * An `inbox.json` in which some fields may have the names of the product we follow: `pop3_auth_option` (which its table
 * spells `pop3_auth_options`), `imap_options` and `imap_open_options`. What cannot have the effect it had there is
 * refused in words. Throws UsageError.
 */
export function readOriginalOptions(config: unknown): unknown {
  if (typeof config !== 'object' || config === null) return config
  const { pop3_auth_option, pop3_auth_options, imap_options, imap_open_options, ...own } = config as Fields
  const isPop3 = own['protocol'] === 'pop3'
  const mechanism = pop3_auth_option ?? pop3_auth_options
  const read: Fields = {
    // It had no effect but on POP3.
    ...(isPop3 && mechanism !== undefined ? { auth_option: mechanism } : {}),
    ...(imap_options === undefined ? {} : readFlags(imap_options, isPop3)),
    ...(imap_open_options === undefined ? {} : readOpenOptions(imap_open_options)),
  }
  for (const name of Object.keys(read)) {
    if (name in own) throw new UsageError(`${name} is given twice: by its name, and by an option of the original.`)
  }
  return { ...own, ...read }
}

/** `["imap", "ssl"]`, or the flags of PHP in one text: `/imap/ssl/novalidate-cert`. */
function readFlags(options: unknown, isPop3: boolean): Fields {
  const flags = typeof options === 'string' ? options.split('/') : Array.isArray(options) ? options.map(String) : null
  if (flags === null) throw new UsageError('imap_options takes a list, such as ["imap", "ssl"].')
  // They are of IMAP, where one that forbids to change anything is meant whatever the protocol.
  if (isPop3) return flags.some(flag => flag.toLowerCase() === 'readonly') ? { readonly: true } : {}
  return Object.assign({}, ...flags.filter(flag => flag !== '').map(readFlag))
}

function readFlag(flag: string): Fields {
  const [name = '', value = ''] = flag.split(/=(.*)/s)
  switch (name.toLowerCase().replace('_', '-')) {
    case 'imap':
      return {}
    case 'ssl':
      return { security: 'tls' }
    case 'tls':
      return { security: 'starttls' }
    case 'notls':
      return { security: 'none' }
    case 'validate-cert':
      return { validate_certificate: true }
    case 'novalidate-cert':
      return { validate_certificate: false }
    case 'readonly':
      return { readonly: true }
    case 'user':
      return { login: value }
    default:
      throw new UsageError(
        `imap_options: ${flag} has no effect in Postdesk. It knows ssl, tls, notls, validate-cert, novalidate-cert, readonly and user=.`,
      )
  }
}

/** `{ "DISABLE_AUTHENTICATOR": "PLAIN" }`, or a list of them. */
function readOpenOptions(options: unknown): Fields {
  if (typeof options !== 'object' || options === null) {
    throw new UsageError('imap_open_options takes {"DISABLE_AUTHENTICATOR": ["PLAIN"]}.')
  }
  const { DISABLE_AUTHENTICATOR = [], ...others } = options as Fields
  const [other] = Object.keys(others)
  if (other !== undefined) {
    throw new UsageError(`imap_open_options: ${other} has no effect in Postdesk. It knows DISABLE_AUTHENTICATOR.`)
  }
  const names = [DISABLE_AUTHENTICATOR].flat().map(name => String(name).toUpperCase())
  const known: readonly string[] = SignInMechanism.options
  const unknown = names.find(name => !known.includes(name) && !strangers.includes(name))
  if (unknown !== undefined) {
    throw new UsageError(`imap_open_options: ${unknown} is no mechanism. Postdesk knows ${known.join(', ')}.`)
  }
  return { disable_authenticator: names.filter(name => known.includes(name)) }
}
