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
  {
    name: 'a mail that was never fetched is removed alone',
    file: `${engine}/outbox/run-actions.ts`,
    find: '    const sha256 = await requireRawMail(tools, session, action)\n    tools.probe',
    replace: "    const sha256 = action.raw_sha256 ?? ''\n    tools.probe",
    tests: ['test/store/exactly-once.test.ts'],
    test: 'fetches and keeps a mail that was never fetched before it removes it',
  },
  {
    name: 'mail that ended in an error leaves the server',
    file: `${engine}/outbox/queue-action.ts`,
    find: "return onServer.errors === 'deleted' ? remove('error') : null",
    replace: "return remove('error')",
    tests: ['test/protocol/mailbox-storage.test.ts'],
    test: 'undesired mail a week later; errors never',
  },
  {
    name: 'undesired mail leaves the server at once',
    file: `${engine}/outbox/queue-action.ts`,
    find: 'Math.max(dueAt, now + onServer.undesiredAfterDays * DAY_MS)',
    replace: 'dueAt',
    tests: ['test/protocol/mailbox-storage.test.ts'],
    test: 'undesired mail a week later; errors never',
  },
  {
    name: 'what was undone while others were removed is removed all the same',
    file: `${engine}/outbox/run-actions.ts`,
    find: 'await stillWanted(tools, gathered)',
    replace: 'gathered',
    tests: ['test/store/exactly-once.test.ts'],
    test: 'leaves alone what was taken back while those before it were removed',
  },
]
