import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import { AppError } from '../../errors.ts'
import type { ProtocolWords } from './protocol-words.ts'
import type { ServerLine } from './server-line.ts'

/** The server as DNS and TLS want it: without brackets, international names in their ASCII form. */
export function hostNameOf(server: string): string {
  const bare = server.trim().replace(/^\[(.*)\]$/, '$1')
  return isIP(bare) ? bare : domainToASCII(bare)
}

/** Throws AppError `invalid-input` with the field that cannot lead to any server. */
export function checkAddress(
  options: Pick<ServerLine, 'server' | 'port'>,
  { name, tlsPort, plainPort }: ProtocolWords,
): void {
  if (hostNameOf(options.server) === '') {
    throw new AppError(
      'invalid-input',
      `Enter the name of the ${name} server, for example ${name === 'IMAP' ? 'imap' : 'pop'}.example.org.`,
      {
        field: 'server',
      },
    )
  }
  if (!Number.isInteger(options.port) || options.port < 1 || options.port > 65_535) {
    throw new AppError('invalid-input', `Enter a port between 1 and 65535; usual are ${tlsPort} and ${plainPort}.`, {
      field: 'port',
    })
  }
}
