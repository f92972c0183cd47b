import type { ServerCandidate } from '../../../src-preload/contract/entities/discovery.ts'
import type { ConfiguredServer } from './autoconfig-xml.ts'
import { isPublicName, type MailAddress } from './mail-address.ts'

const protocols = new Map([
  ['imap', 'imap'],
  ['pop3', 'pop3'],
  ['smtp', 'smtp'],
] as const)
const securities = new Map([
  ['ssl', 'tls'],
  ['starttls', 'starttls'],
  ['plain', 'none'],
] as const)

/** Longer logins than this are nobody's. */
const longestLogin = 320

/** A server of the file as a candidate; null when it is not one that could be used. */
export function toCandidate(found: ConfiguredServer, who: MailAddress, url: string): ServerCandidate | null {
  const protocol = protocols.get(found.type as 'imap')
  const security = securities.get(found.socketType.toLowerCase() as 'ssl')
  const server = fillIn(found.hostname, who).toLowerCase().replace(/\.$/, '')
  const port = Number(found.port)
  const login = fillIn(found.username, who) || who.address
  const isPort = /^\d{1,5}$/.test(found.port) && port > 0 && port < 65_536
  if (!protocol || !security || !isPublicName(server) || !isPort || !isLogin(login)) return null
  if ((protocol === 'smtp') !== (found.direction === 'outgoing')) return null
  const signIn = signInOf(found.authentication, server)
  return {
    protocol,
    server,
    port,
    security,
    login,
    auth: signIn.startsWith('oauth') ? 'oauth' : 'password',
    signIn,
    source: 'autoconfig',
    proof: `The domain itself names it: ${url} says so.`,
    hint: signIn.startsWith('oauth') ? 'The provider wants an OAuth 2.0 sign-in.' : null,
    warning: security === 'none' ? 'The line is not encrypted: everybody on the way can read password and mail.' : null,
  }
}

/** The domain in its ASCII form, so that a server of an international domain can be found. */
function fillIn(text: string, { address, localPart, domain }: MailAddress): string {
  const values: Readonly<Record<string, string>> = {
    EMAILADDRESS: address,
    EMAILLOCALPART: localPart,
    EMAILDOMAIN: domain,
  }
  return text.replace(/%(EMAIL\w+)%/g, (placeholder, name: string) => values[name] ?? placeholder)
}

function isLogin(login: string): boolean {
  return login.length <= longestLogin && !/[\p{Cc}\p{Cf}%]/u.test(login)
}

function signInOf(authentication: readonly string[], server: string): ServerCandidate['signIn'] {
  const ways = authentication.map(way => way.toLowerCase())
  const takesPassword = ways.length === 0 || ways.some(way => way.startsWith('password-') || way === 'plain')
  if (takesPassword || !ways.includes('oauth2')) return 'password'
  if (/(^|\.)(gmail|google)\.com$/.test(server)) return 'oauth-google'
  return /(^|\.)(office365|outlook|office)\.com$/.test(server) ? 'oauth-microsoft' : 'oauth'
}
