import type { Plant } from '../plant.ts'

const engine = 'src-main/engine'

export const pollPlants: readonly Plant[] = [
  {
    name: 'a failing inbox is asked again at once',
    file: `${engine}/poll/health.ts`,
    find: 'if (failures === 0) return periodMs',
    replace: 'if (failures < 1000) return periodMs',
    tests: ['test/unit/intake/next-poll.test.ts'],
  },
  {
    name: 'a mailbox is processed before its first look is answered',
    file: `${engine}/poll/pass.ts`,
    find: 'if (inbox.awaitsFirstLookSince === null)',
    replace: 'if (inbox.id > 0)',
    tests: ['test/protocol/first-look.test.ts'],
  },
  {
    name: 'a stored password is sent to another server',
    file: `${engine}/poll/inboxes/same-sign-in.ts`,
    find: 'a.server.toLowerCase() === b.server.toLowerCase() &&',
    replace: '',
    tests: ['test/unit/poll/same-sign-in.test.ts'],
    test: 'another server',
  },
  {
    name: 'an undo goes over what happened since',
    file: `${engine}/poll/messages/change/undo-changes.ts`,
    find: 'if (current && standsAsLeft(current, message))',
    replace: 'if (current && standsAsLeft !== undefined)',
    tests: ['test/protocol/message-actions.test.ts'],
    test: 'is put back by the undo only where nothing else happened to it',
  },
  {
    name: 'an error leaves the queue when its mail has gone',
    file: `${engine}/poll/messages/list/message-conditions.ts`,
    find: " OR message.state IN ('error', 'held'))",
    replace: ')',
    tests: ['test/store/message-selections.test.ts'],
  },
  {
    name: 'news in the middle of a pass are forgotten',
    file: `${engine}/poll/passes.ts`,
    find: '    await running.get(inboxId)?.turn.catch(() => undefined)\n',
    replace: '',
    tests: ['test/store/passes.test.ts'],
  },
  {
    name: 'a notice of Exchange becomes a ticket',
    file: `${engine}/poll/fetch-waiting.ts`,
    find: "inbox.config.protocol !== 'folder' && isStandIn(raw)",
    replace: "inbox.config.protocol === 'folder' && isStandIn(raw)",
    tests: ['test/protocol/mailbox-trouble.test.ts'],
  },
  {
    name: 'a clock that jumps is not noticed',
    file: `${engine}/poll/awakening.ts`,
    find: 'Math.abs(now - restedAt - restMs) > JUMP_MS',
    replace: 'restMs > JUMP_MS',
    tests: ['test/unit/poll/awakening.test.ts', 'test/faults/day.test.ts'],
  },
  {
    name: 'a network that comes back wakes nobody',
    file: `${engine}/poll/awakening.ts`,
    find: "settledAt = current === '' ? null : now + SETTLE_MS",
    replace: 'settledAt = null',
    tests: ['test/unit/poll/awakening.test.ts', 'test/faults/day.test.ts'],
  },
  {
    name: 'failures wait without end',
    file: `${engine}/poll/health.ts`,
    find: 'Math.max(periodMs, Math.min(periodMs * 2 ** Math.min(failures, 20), LONGEST_BACKOFF_MS))',
    replace: 'periodMs * 2 ** Math.min(failures, 20)',
    tests: ['test/faults/day.test.ts'],
  },
  {
    name: 'an inbox that failed says that it worked then',
    file: `${engine}/poll/health.ts`,
    find: '...(failure === null ? { last_success_at: now } : {}),',
    replace: 'last_success_at: now,',
    tests: ['test/faults/day.test.ts'],
  },
  {
    name: 'a drive that was pulled out is taken for mail that has gone',
    file: `${engine}/sources/folder/folder-session.ts`,
    find: "    if (result === 'gone') await assertThere()\n",
    replace: '',
    tests: ['test/unit/sources/folder-source.test.ts'],
    test: 'takes a drive that was pulled out as an error',
  },
]
