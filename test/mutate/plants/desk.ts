import type { Plant } from '../plant.ts'

const engine = 'src-main/engine'

export const deskPlants: readonly Plant[] = [
  {
    name: 'a forged Message-ID is believed',
    file: `${engine}/desk/message-ids.ts`,
    find: 'timingSafeEqual(Buffer.from(sign(signed, one)), Buffer.from(signature))',
    replace: 'timingSafeEqual(Buffer.from(sign(signed, one)), Buffer.from(sign(signed, one)))',
    tests: ['test/unit/desk/message-ids.test.ts'],
  },
  {
    name: 'an impossible stimulus is applied',
    file: `${engine}/desk/tickets/apply-stimulus.ts`,
    find: 'return unmetDemand(definition, step, ticket.fields, fields) ?? { ok',
    replace: 'return { ok',
    tests: ['test/unit/desk/classes/life-cycles.test.ts', 'test/unit/desk/tickets/tickets.test.ts'],
  },
  {
    name: 'addresses are compared by case',
    file: `${engine}/desk/people/find-caller.ts`,
    find: 'return address.trim().toLowerCase()',
    replace: 'return address.trim()',
    tests: ['test/unit/desk/people/people.test.ts'],
  },
]
