import type { Plant } from '../plant.ts'

const engine = 'src-main/engine'

export const outboxPlants: readonly Plant[] = [
  {
    name: 'mail that is still missing from the store is removed from the server',
    file: `${engine}/outbox/run-actions.ts`,
    find: '      await requireRawMail(tools, session, action)\n',
    replace: '',
    tests: ['test/store/exactly-once.test.ts'],
    test: 'before a session that removes many at once removes it',
  },
  {
    name: 'an action whose work failed counts as done',
    file: `${engine}/outbox/run-actions.ts`,
    find: 'for (const action of actions) await recordFailure(tools, action, error)',
    replace: 'for (const action of actions) await recordDone(tools, action)',
    tests: ['test/store/exactly-once.test.ts'],
  },
  {
    name: 'every POP3 deletion takes a session of its own',
    file: `${engine}/outbox/run-actions.ts`,
    find: 'last.length < REMOVED_TOGETHER',
    replace: 'last.length < 1',
    tests: ['test/protocol/pop3-to-tickets.test.ts'],
  },
]
