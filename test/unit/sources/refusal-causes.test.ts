import { describe, expect, it } from 'vitest'
import { describeFailure } from '../../../src-main/engine/sources/imap/describe-failure.ts'

type Refused = {
  readonly server?: string
  readonly code?: string
  readonly text?: string
  readonly kind?: 'password' | 'token'
}

function explain({ server = 'mail.example.org', code, text = '', kind = 'password' }: Refused) {
  const failure = Object.assign(new Error('Command failed'), {
    authenticationFailed: true,
    response: text,
    ...(code === undefined ? {} : { serverResponseCode: code }),
  })
  return describeFailure(failure, { server, port: 993, security: 'tls' }, 'hunter2-4711', kind)
}

const gmail = 'imap.gmail.com'
const microsoft = 'outlook.office365.com'

describe('a sign-in that a provider refuses', () => {
  it.each([
    [
      {
        server: gmail,
        code: 'ALERT',
        text: 'Application-specific password required: https://support.google.com/accounts/answer/185833 (Failure)',
      },
      'app password',
      'password',
    ],
    [{ server: gmail, code: 'WEBALERT', text: 'Web login required. (Failure)' }, 'in a browser', 'password'],
    [
      { server: gmail, code: 'ALERT', text: 'Please log in via your web browser: https://…' },
      'in a browser',
      'password',
    ],
    [
      {
        server: gmail,
        code: 'ALERT',
        text: 'IMAP access is disabled for your domain. Please contact your domain administrator',
      },
      'IMAP is switched off',
      'login',
    ],
    [{ server: gmail, text: 'Your account is not enabled for IMAP use.' }, 'IMAP is switched off', 'login'],
    [
      { server: gmail, code: 'AUTHENTICATIONFAILED', text: 'Invalid credentials (Failure)' },
      'app password',
      'password',
    ],
    [{ server: microsoft, text: 'User is authenticated but not connected.' }, 'shared mailbox', 'login'],
    [{ server: microsoft, text: 'LOGIN failed.' }, 'basic authentication is off', 'auth'],
    [{ server: microsoft, text: 'AUTHENTICATE failed.' }, 'basic authentication is off', 'auth'],
    [{ server: microsoft, text: 'AUTHENTICATE failed.', kind: 'token' }, 'Sign in again', 'auth'],
    [{ text: 'Basic authentication is disabled', kind: 'password' }, 'OAuth 2.0', 'auth'],
    [{ text: 'LOGIN failed.' }, 'Check login and password', 'password'],
    [{ text: 'invalid_token', kind: 'token' }, 'Sign in again', 'auth'],
    [
      { server: 'imap.mail.yahoo.com', code: 'AUTHENTICATIONFAILED', text: 'LOGIN Invalid credentials' },
      'Yahoo wants an app password',
      'password',
    ],
    [{ server: 'imap.aol.com', code: 'AUTHENTICATIONFAILED' }, 'AOL wants an app password', 'password'],
    [{ server: 'imap.mail.me.com', code: 'AUTHENTICATIONFAILED' }, 'iCloud wants an app password', 'password'],
    [{ server: 'imap.fastmail.com' }, 'Fastmail wants an app password', 'password'],
    [{ server: 'imap.yahoo.com.evil.example' }, 'Check login and password', 'password'],
    [{ code: 'EXPIRED' }, 'has expired', 'password'],
    [{ server: 'imap.aol.com', code: 'EXPIRED' }, 'has expired', 'password'],
    [{ code: 'PRIVACYREQUIRED' }, 'Choose TLS or STARTTLS', 'security'],
    [{ code: 'AUTHORIZATIONFAILED' }, 'may not open the mailbox', 'login'],
    [{ code: 'AUTHENTICATIONFAILED' }, 'Check login and password', 'password'],
  ] as const)('%j says %j at the field %s', (refused, words, field) => {
    const error = explain(refused)
    expect(error).toMatchObject({ code: 'sign-in-failed', field, retry: false })
    expect(error.message).toContain(words)
    if ('text' in refused) expect(error.message).toContain(`The server says: ${refused.text}`)
  })

  it.each([
    [{ server: gmail, code: 'ALERT', text: 'Too many simultaneous connections. (Failure)' }, 'as many connections'],
    [{ text: 'Maximum number of connections from user+IP exceeded' }, 'as many connections'],
    [{ code: 'UNAVAILABLE' }, 'not running'],
    [{ code: 'INUSE' }, 'using the mailbox'],
    [{ code: 'LIMIT' }, 'limit'],
    [{ code: 'SERVERBUG' }, 'fault of its own'],
    [{ code: 'CONTACTADMIN' }, 'administrator'],
  ] as const)('%j may pass by itself: %j', (refused, words) => {
    const error = explain(refused)
    expect(error).toMatchObject({ code: 'connection-failed', retry: true })
    expect(error.message).toContain(words)
  })

  it('is told without the password, however the server repeats it', () => {
    const sent = Buffer.from('\0alice\0hunter2-4711').toString('base64')
    const { message } = explain({ text: `hunter2-4711 and ${sent}` })
    expect(message).not.toContain('hunter2')
    expect(Buffer.from(message.match(/and (\S*?)\*/)?.[1] ?? '', 'base64').toString()).not.toContain('hunter')
  })
})
