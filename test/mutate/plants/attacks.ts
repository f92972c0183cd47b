import type { Plant } from '../plant.ts'

const engine = 'src-main/engine'

/** Against what the list of attacks (`test/faults/attacks.md`) closes. */
export const attacksPlants: readonly Plant[] = [
  {
    name: 'a file of a used name is removed although it is another mail',
    file: `${engine}/sources/folder/find-mail.ts`,
    find: '(sha256 === undefined || hash === sha256)',
    replace: '(sha256 === undefined || hash !== undefined)',
    tests: ['test/unit/sources/folder-odd-files.test.ts', 'test/protocol/file-names.test.ts'],
  },
  {
    name: 'a link that leads out of the folder is followed unasked',
    file: `${engine}/sources/folder/look-at-file.ts`,
    find: 'if (!how.followLinks && !isInside(realPath, how.realRoot)) return odd(LEADS_OUT)',
    replace: '',
    tests: ['test/unit/sources/folder-odd-files.test.ts'],
  },
  {
    name: 'mail that stays for ever is removed as undesired',
    file: 'src-preload/contract/settings/server-rules.ts',
    find: "  if (keepsForEver(config)) return { mayChange: true, processed: 'stays', errors: 'stay', undesiredAfterDays: null }\n",
    replace: '',
    tests: ['test/unit/outbox/server-bounds.test.ts'],
  },
  {
    name: 'a mailbox that is read only is changed',
    file: 'src-preload/contract/settings/server-rules.ts',
    find: "  if (config.readonly) return { mayChange: false, processed: 'stays', errors: 'stay', undesiredAfterDays: null }\n",
    replace: '',
    tests: ['test/unit/outbox/server-bounds.test.ts'],
  },
  {
    name: 'what waits is done although the settings forbid it by now',
    file: `${engine}/outbox/still-wanted.ts`,
    find: 'if (reason === null) wanted.add(id)',
    replace: 'if (reason === null || id > 0) wanted.add(id)',
    tests: ['test/protocol/server-bounds.test.ts'],
  },
  {
    name: 'automatic mail reopens a ticket',
    file: `${engine}/intake/compose.ts`,
    find: 'if (ticket === null || stimulus === null || automatic?.mayReopen !== false)',
    replace: 'if (ticket === null || stimulus === null || automatic?.mayReopen !== undefined)',
    tests: ['test/protocol/server-bounds.test.ts'],
  },
  {
    name: 'an earlier file is overwritten by a backup unasked',
    file: `${engine}/upkeep/copy-targets.ts`,
    find: '  if (!force) {\n',
    replace: '  if (!force && path === dataDir) {\n',
    tests: ['test/store/backup.test.ts'],
  },
  {
    name: 'a backup may destroy the desk',
    file: `${engine}/upkeep/copy-targets.ts`,
    find: '  refuseStoreFile(path, dataDir)\n',
    replace: '',
    tests: ['test/store/backup.test.ts'],
  },
  {
    name: 'one refused message stops the others',
    file: `${engine}/sources/imap/ask-for-each.ts`,
    find: 'groups.unshift(group.slice(0, half), group.slice(half))',
    replace: 'for (const uid of group) question.leaveOut(uid, leftOutAs(ended))',
    tests: ['test/protocol/imap-one-bad-message.test.ts'],
  },
  {
    name: 'a server that sends without end is read without end',
    file: `${engine}/sources/imap/bound-answers.ts`,
    find: 'isOver = rows > allowed.rows || bytes > allowed.bytes',
    replace: 'isOver = rows < 0 || bytes < 0',
    tests: ['test/protocol/flooding-servers.test.ts'],
  },
  {
    name: 'a timer of a month fires at once',
    file: 'src-main/wait.ts',
    find: 'return ms > 0 ? Math.min(ms, longestTimerMs) : 0',
    replace: 'return ms > 0 ? Math.min(ms, Number.MAX_SAFE_INTEGER) : 0',
    tests: ['test/unit/wait.test.ts'],
  },
  {
    name: 'who was read beside others when the process died is blamed',
    file: `${engine}/poll/interruptions.ts`,
    find: "row.attempts + (row.reading === 'alone' ? 1 : 0)",
    replace: 'row.attempts + (row.reading !== null ? 1 : 0)',
    tests: ['test/faults/interruptions.test.ts'],
  },
  {
    name: 'a reply to a parked message opens a second ticket',
    file: `${engine}/intake/commit/wait-for-parked.ts`,
    find: '  if (mail.references.length === 0) return null\n',
    replace: '  if (mail.references.length >= 0) return null\n',
    tests: ['test/faults/interruptions.test.ts'],
  },
  {
    name: 'what waits for memory has no bound',
    file: 'src-main/api/byte-gate.ts',
    find: 'if (line.length >= callsWaiting || own + held > bytesWaiting || this.#waitingBytes + held > bytesWaitingOfAll) {',
    replace:
      'if (line.length >= callsWaiting && own + held > bytesWaiting && this.#waitingBytes + held > bytesWaitingOfAll) {',
    tests: ['test/unit/byte-gate.test.ts'],
  },
]
