import type { Plant } from '../plant.ts'

const engine = 'src-main/engine'

export const imapPlants: readonly Plant[] = [
  {
    name: 'the last message is taken again on every poll (n:*)',
    file: `${engine}/sources/imap/list-messages.ts`,
    find: '!isUid(row.uid) || row.size === undefined || !isWanted(row.uid)',
    replace: '!isUid(row.uid) || row.size === undefined',
    tests: ['test/protocol/imap-source.test.ts'],
    test: 'takes of an answer only what it asked for',
  },
  {
    name: 'every poll asks for all UIDs',
    file: `${engine}/sources/imap/list-messages.ts`,
    find: "if (sameFolder && onServer === known.onServer + added.length) return { ...listing, present: 'unchanged', onServer }",
    replace: '',
    tests: ['test/protocol/imap-source.test.ts'],
  },
  {
    name: 'a server without UIDPLUS gets a bare EXPUNGE',
    file: `${engine}/sources/imap/remove-message.ts`,
    find: "if (connection.client.capabilities.has('UIDPLUS')) return",
    replace: 'if (connection.client.capabilities.size > 0) return',
    tests: ['test/protocol/imap-source.test.ts'],
  },
  {
    name: 'a deaf line is waited at for ever',
    file: `${engine}/sources/imap/watch-folder.ts`,
    find: "if (answered === 'late') {",
    replace: 'if (signal.aborted) {',
    tests: ['test/protocol/idle.test.ts'],
  },
  {
    name: 'a message with a lower uid that comes up late is lost',
    file: `${engine}/sources/imap/list-messages.ts`,
    find: '!seen.has(uid) && !addedUids.has(uid)',
    replace: "!seen.has(uid) && uid === ''",
    tests: ['test/protocol/imap-source.test.ts'],
  },
  {
    name: 'a message that a server wrongly says has vanished is lost',
    file: `${engine}/sources/imap/gone-uids.ts`,
    find: '(await isAnyThere(connection, ours.map(Number))) ? null : ours',
    replace: 'ours',
    tests: ['test/protocol/imap-folder-state.test.ts'],
  },
  {
    name: 'a folder is taken for unchanged by its mod-sequence alone',
    file: `${engine}/sources/imap/list-messages.ts`,
    find: 'sameFolder && justSelected && onServer === known.onServer && isSameState(state, known.state)',
    replace: 'sameFolder && justSelected && isSameState(state, known.state)',
    tests: ['test/protocol/imap-folder-state.test.ts'],
  },
  {
    name: 'a server that drips holds a pass for ever',
    file: `${engine}/sources/imap/connect.ts`,
    find: "if (command !== 'IDLE') {",
    replace: "if (command === 'IDLE') {",
    tests: ['test/protocol/imap-odd-answers.test.ts'],
  },
  {
    name: 'a password is shown on a plain line although a challenge is offered',
    file: `${engine}/sources/imap/choose-mechanism.ts`,
    find: 'const inOrder = isEncrypted',
    replace: 'const inOrder = isEncrypted || !isEncrypted',
    tests: ['test/protocol/sign-in-matrix.test.ts'],
  },
  {
    name: 'a copy that failed is followed by the deletion',
    file: `${engine}/sources/imap/move-message.ts`,
    find: '  if (copyUid === null) throw notArrived()\n  await noteCopy(notes, before, copyUid)\n',
    replace: '',
    tests: ['test/protocol/imap-after-actions.test.ts'],
    test: 'deletes nothing where the COPY was reported and the target does not show it',
  },
  {
    name: 'a move that did nothing counts as done',
    file: `${engine}/sources/imap/move-message.ts`,
    find: "if (await isThere(connection, uid)) throw notArrived()\n  return 'missing'",
    replace: "return 'done'",
    tests: ['test/protocol/imap-source.test.ts'],
    test: 'does not believe a server that reports a move and has not moved',
  },
  {
    name: 'all that others have marked as deleted is expunged as well',
    file: `${engine}/sources/imap/remove-message.ts`,
    find: 'const removed = await connection.client.messageDelete(String(uid), { uid: true })',
    replace:
      "const removed = await connection.client.messageFlagsAdd(String(uid), ['\\\\Deleted'], { uid: true })\n  await (connection.client as any).exec('EXPUNGE', []).then((answer: any) => answer.next())",
    tests: ['test/protocol/imap-source.test.ts'],
    test: 'deletes this one message and spares what others have marked as deleted',
  },
  {
    name: 'a folder that was made anew is taken for the old one',
    file: `${engine}/sources/imap/list-messages.ts`,
    find: 'const sameFolder = known.uidValidity === uidValidity',
    replace: 'const sameFolder = known.uidValidity !== null',
    tests: ['test/protocol/imap-source.test.ts'],
    test: 'lists everything when UIDVALIDITY has changed',
  },
]
