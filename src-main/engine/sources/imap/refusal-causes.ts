import { saysTooMany } from '../net/too-many-connections.ts'

/**
 * Why a server refuses a password, in the words of those who run it. Providers tell their reasons in free text only, so
 * here, and for limits in `saysTooMany`, the text of a server is looked at. Each row: what has to be true (all that is given), the
 * cause, what to do, and the field of the form, where one is to be corrected. The first row that fits counts.
 */
export type RefusalCause = {
  /** Response code in brackets (RFC 5530). */
  readonly code?: string
  readonly words?: Pick<RegExp, 'test'>
  readonly server?: RegExp
  readonly cause: string
  readonly remedy: string
  readonly field?: string
  /** It may pass by itself. */
  readonly retry?: true
  /** With fewer connections it may let us in. */
  readonly tooMany?: true
}

const google = /(^|\.)(gmail|googlemail|google)\.com$/i
const microsoft = /(^|\.)(outlook|office|office365|hotmail|live)\.(com|de)$|(^|\.)partner\.outlook\.cn$/i

const providerCauses: readonly RefusalCause[] = [
  {
    words: /application-specific password required/i,
    cause: 'Google wants an app password: the account has two-step verification.',
    remedy: 'Create an app password in the security settings of the Google account and enter it here.',
    field: 'password',
  },
  {
    words: /web login required|log in (via|with) your web browser/i,
    cause: 'Google has stopped this sign-in because it looked unusual.',
    remedy: 'Sign in to the account in a browser once and confirm it was you, or use an app password or OAuth 2.0.',
    field: 'password',
  },
  {
    words: /imap access is (disabled|not enabled)|not enabled for imap|imap (service )?is (disabled|turned off)/i,
    cause: 'IMAP is switched off for this mailbox.',
    remedy: 'Switch it on in the settings of the mailbox, or ask the administrator of its domain.',
    field: 'login',
  },
  {
    words: /user is authenticated but not connected/i,
    cause: 'The sign-in was right, but this login may not open the mailbox.',
    remedy:
      'Check that IMAP is allowed for the mailbox, that it has a licence, and, for a shared mailbox, its address.',
    field: 'login',
  },
  {
    words: /basic ?auth(entication)? (is|has been) (disabled|blocked|turned off|not)|basicauthblocked/i,
    cause: 'The server no longer takes passwords (basic authentication is off).',
    remedy: 'Sign in with OAuth 2.0.',
    field: 'auth',
  },
  {
    server: microsoft,
    words: /(LOGIN|AUTHENTICATE) failed/i,
    cause: 'Microsoft no longer takes passwords for mailboxes in its cloud (basic authentication is off).',
    remedy: 'Sign in with OAuth 2.0; only where an administrator has left basic authentication on, check the password.',
    field: 'auth',
  },
  {
    words: { test: saysTooMany },
    cause: 'The mailbox has as many connections open as its provider allows.',
    remedy: 'It is tried again by itself; close other mail programs on this mailbox if it stays so.',
    retry: true,
    tooMany: true,
  },
]

/** RFC 5530. */
const standardCauses: readonly RefusalCause[] = [
  {
    code: 'UNAVAILABLE',
    cause: 'The server cannot check sign-ins just now.',
    remedy: 'Some part of it is not running; it is tried again by itself.',
    retry: true,
  },
  {
    code: 'INUSE',
    cause: 'The server cannot check sign-ins just now: something else is using the mailbox.',
    remedy: 'It is tried again by itself.',
    retry: true,
  },
  {
    code: 'LIMIT',
    cause: 'The server cannot check sign-ins just now: a limit of the account is reached.',
    remedy: 'It is tried again by itself; close other mail programs on this mailbox if it stays so.',
    retry: true,
    tooMany: true,
  },
  {
    code: 'SERVERBUG',
    cause: 'The server cannot check sign-ins just now: it has run into a fault of its own.',
    remedy: 'It is tried again by itself; tell whoever runs the server if it stays so.',
    retry: true,
  },
  {
    code: 'CONTACTADMIN',
    cause: 'The server lets nobody into this account before its administrator has looked at it.',
    remedy: 'Ask whoever runs the mail server; it is tried again by itself meanwhile.',
    field: 'login',
    retry: true,
  },
  {
    code: 'EXPIRED',
    cause: 'The password has expired.',
    remedy: 'Set a new one with the provider and enter it here.',
    field: 'password',
  },
  {
    code: 'PRIVACYREQUIRED',
    cause: 'The server takes passwords only over an encrypted connection.',
    remedy: 'Choose TLS or STARTTLS.',
    field: 'security',
  },
  {
    code: 'AUTHORIZATIONFAILED',
    cause: 'This login may not open the mailbox.',
    remedy: 'Check the login; for a shared mailbox, its address.',
    field: 'login',
  },
]

/** Providers that take no password of the account itself, only one made for mail programs. */
const appPasswords = (
  [
    [google, 'Google', 'the security settings of the Google account'],
    [/(^|\.)yahoo\.(com|[a-z]{2}|co\.[a-z]{2})$/i, 'Yahoo', 'the account security page of Yahoo'],
    [/(^|\.)aol\.com$/i, 'AOL', 'the account security page of AOL'],
    [/(^|\.)(me|icloud|mac)\.com$/i, 'iCloud', 'the sign-in and security page of the Apple account'],
    [/(^|\.)(fastmail|messagingengine)\.com$/i, 'Fastmail', 'the privacy and security settings of Fastmail'],
  ] as const
).map(
  ([server, name, place]): RefusalCause => ({
    server,
    cause: `${name} refuses the sign-in: login or password is wrong, or it is the password of the account itself.`,
    remedy: `${name} wants an app password for mail programs; create one in ${place} and enter it here.`,
    field: 'password',
  }),
)

const otherCauses: readonly RefusalCause[] = [
  {
    cause: 'The server refused the sign-in.',
    remedy: 'Check login and password; some providers want an app password, or IMAP allowed in their settings.',
    field: 'password',
  },
]

const causes = [...providerCauses, ...standardCauses, ...appPasswords, ...otherCauses]

type Refusal = {
  readonly code: string
  readonly text: string
  readonly server: string
}

/** The first cause that fits; the last row fits always. */
export function findRefusalCause({ code, text, server }: Refusal): RefusalCause {
  const found = causes.find(
    cause =>
      (cause.code === undefined || cause.code === code) &&
      (cause.words === undefined || cause.words.test(text)) &&
      (cause.server === undefined || cause.server.test(server)),
  )
  if (!found) throw new Error('The table of causes has no last row')
  return found
}
