import type { Socket } from 'node:net'
import { readLineUntil } from '../net/line-reader.ts'
import { encryptLine, openLine } from '../net/server-certificate.ts'
import { timeoutsOf } from '../net/server-line.ts'
import { askForTls } from './ask-for-tls.ts'
import type { ImapSourceOptions } from './options.ts'

/**
 * What the server says it can do before anybody has signed in, in capitals (RFC 9051, 6.1.1); empty when it does not
 * say. No login and no password is sent. Rejects with the error of the socket, TLS or DNS, or with the refusal of the
 * certificate.
 */
export async function readCapabilities(options: ImapSourceOptions, signal: AbortSignal): Promise<ReadonlySet<string>> {
  const line = await openLine(options, signal)
  try {
    if (options.security === 'none') return await askCapabilities(line, options)
    const { socket, certificate } = await encryptLine(line, options, upgraded =>
      askForTls(upgraded, timeoutsOf(options).greetingMs),
    )
    if (certificate.refusal) throw certificate.refusal
    return await askCapabilities(socket, options, options.security === 'tls')
  } finally {
    line.destroy()
  }
}

async function askCapabilities(line: Socket, options: ImapSourceOptions, hasGreeting = true) {
  const { greetingMs } = timeoutsOf(options)
  if (hasGreeting) await readLineUntil(line, greetingMs, text => text.startsWith('* '))
  line.write('b CAPABILITY\r\n')
  const answer = await readLineUntil(line, greetingMs, text => /^(\* CAPABILITY|b) /i.test(text))
  line.write('c LOGOUT\r\n')
  const [, words = ''] = /^\* CAPABILITY (.*)$/i.exec(answer) ?? []
  return new Set(words.toUpperCase().split(' '))
}
