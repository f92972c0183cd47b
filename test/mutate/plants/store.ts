import type { Plant } from '../plant.ts'

const engine = 'src-main/engine'

export const storePlants: readonly Plant[] = [
  {
    name: 'the savepoint of a message is skipped',
    file: `${engine}/store/handles.ts`,
    find: 'await sql`ROLLBACK TO one_message`.execute(tx)',
    replace: '',
    tests: ['test/store/store.test.ts'],
  },
  {
    name: 'a transaction commits although the work threw',
    file: `${engine}/store/transactions.ts`,
    find: 'if (writer.inTransaction) rollback.run()',
    replace: 'if (writer.inTransaction) commit.run()',
    tests: ['test/store/store.test.ts'],
  },
  {
    name: 'the store is opened without its lock',
    file: `${engine}/store/lock.ts`,
    find: "db.exec('BEGIN EXCLUSIVE')",
    replace: "db.exec('BEGIN')",
    tests: ['test/store/store.test.ts'],
  },
  {
    name: 'a store of a newer version is opened',
    file: `${engine}/store/inspect-store.ts`,
    find: 'if (userVersion > newest) {',
    replace: 'if (userVersion > newest && userVersion < 0) {',
    tests: ['test/store/migrations.test.ts'],
  },
  {
    name: 'check does not count the books',
    file: `${engine}/upkeep/check-store.ts`,
    find: 'balanced: listed === onServer',
    replace: 'balanced: listed >= 0',
    tests: ['test/store/check-store.test.ts'],
  },
  {
    name: 'the sweep removes raw mails',
    file: `${engine}/store/blobs.ts`,
    find: "'DELETE FROM blob WHERE sha256 = ? AND stored_at < ? AND sha256 NOT IN (SELECT sha256 FROM raw_mail)'",
    replace: "'DELETE FROM blob WHERE sha256 = ? AND stored_at < ?'",
    tests: ['test/store/half-a-store.test.ts'],
    test: 'never takes a raw mail',
  },
  {
    name: 'the sweep removes attachments',
    file: `${engine}/upkeep/sweep-blobs.ts`,
    find: '...parts.map(row => row.sha256)',
    replace: '',
    tests: ['test/store/sweep-blobs.test.ts'],
    test: 'removes what nothing refers to',
  },
  {
    name: 'the sweep takes what is just being kept',
    file: `${engine}/upkeep/sweep-blobs.ts`,
    find: 'const storedBefore = now - DAY_MS',
    replace: 'const storedBefore = now + DAY_MS',
    tests: ['test/store/sweep-blobs.test.ts'],
    test: 'leaves what was stored within a day',
  },
  {
    name: 'a row says that its mail is kept before it is',
    file: `${engine}/intake/keep.ts`,
    find: "  await putInSlices(store.blobs, blobs, now)\n  probe.reached('blobs-kept')\n  await store.write(async tx => {",
    replace:
      "  setImmediate(() => putInSlices(store.blobs, blobs, now))\n  probe.reached('blobs-kept')\n  await store.write(async tx => {",
    tests: ['test/store/exactly-once.test.ts'],
    test: 'where the process ends in the middle of keeping it',
  },
  {
    name: 'a new desk is made in silence beside the raw mail of a lost one',
    file: `${engine}/store/inspect-store.ts`,
    find: 'if (hasBlobs && lookIntoBlobs(dataDir).isFilled) throw deskMissing(dataDir)',
    replace: '',
    tests: ['test/store/half-a-store.test.ts'],
  },
  {
    name: 'the sweep does not ask whether the two files are a pair',
    file: `${engine}/upkeep/sweep-blobs.ts`,
    find: 'if (desk !== null && desk === blobs) return',
    replace: 'if (desk !== undefined) return',
    tests: ['test/store/half-a-store.test.ts'],
  },
  {
    name: 'the log of another store is laid over a desk',
    file: `${engine}/store/transactions.ts`,
    find: 'if (changes.get() !== before) mark()',
    replace: '',
    tests: ['test/store/damage.test.ts'],
  },
]
