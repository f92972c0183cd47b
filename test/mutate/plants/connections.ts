import type { Plant } from '../plant.ts'

const engine = 'src-main/engine'

export const connectionsPlants: readonly Plant[] = [
  {
    name: 'a password that a server throws back in base64 is shown',
    file: `${engine}/sources/net/server-text.ts`,
    find: '...[...pieces, hex, hex.toUpperCase()]',
    replace: '...[hex, hex.toUpperCase()]',
    tests: ['test/protocol/canary-secrets.test.ts'],
  },
  {
    name: 'the line that waits for mail gives way to nobody',
    file: `${engine}/sources/account-room.ts`,
    find: 'place.abort()',
    replace: 'void place',
    tests: ['test/unit/sources/connection-limits.test.ts'],
  },
  {
    name: 'certificates are not checked',
    file: `${engine}/sources/net/tls-options.ts`,
    find: 'return { rejectUnauthorized: validateCertificate }',
    replace: 'return { rejectUnauthorized: validateCertificate && ca !== undefined }',
    tests: ['test/protocol/imap-source.test.ts'],
    test: 'refuses a self-signed certificate after STARTTLS before the password is sent',
  },
  {
    name: 'a file of authorities lets any name pass',
    file: `${engine}/sources/net/tls-options.ts`,
    find: 'pinned.has(certificate.fingerprint256) ? undefined',
    replace: 'pinned.size > 0 ? undefined',
    tests: ['test/unit/sources/tls-options.test.ts'],
    test: 'still has to show the name that was asked for',
  },
]
