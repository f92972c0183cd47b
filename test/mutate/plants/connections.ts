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
]
