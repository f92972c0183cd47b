import Database from 'better-sqlite3'
import { deskFile, openStore } from '../../src-main/engine/store/open.ts'
import { readTarget } from './child-target.ts'
import { openImapLine } from './imap-line.ts'
import { measure } from './measure.ts'

/**
 * The yardstick of a first listing: one FETCH of the same attributes over a bare line, its lines matched, and one
 * prepared INSERT a row into the very same table with all its indexes, FULL, 1000 a transaction.
 */
const target = readTarget()
const cost = await measure(target.count, async () => {
  await openStore(target.dataDir, { pid: process.pid, name: 'bench', since: 0, socket: '' }).close()
  const db = new Database(deskFile(target.dataDir))
  db.pragma('synchronous = FULL')
  db.exec(`INSERT INTO account (protocol, server, login) VALUES ('imap', 'bench', 'bench');
    INSERT INTO folder (account_id, name) VALUES (1, 'INBOX')`)
  const insert = db.prepare(`INSERT INTO message (folder_id, uid_validity, uid, state, presence, size_bytes, raw_kind,
    received_at, kept_at) VALUES (1, '1', ?, 'new', 'on-server', ?, 'none', ?, ?)`)
  const line = await openImapLine(target.port, target.login, target.password)
  await line.ask('SELECT INBOX')
  const { text } = await line.ask('UID FETCH 1:* (UID RFC822.SIZE INTERNALDATE)')
  const rows = [...text.matchAll(/UID (\d+) RFC822\.SIZE (\d+) INTERNALDATE "([^"]*)"/g)]
  if (rows.length !== target.count) throw new Error(`The server listed ${rows.length} of ${target.count}`)
  const now = Date.now()
  for (let start = 0; start < rows.length; start += 1000) {
    db.exec('BEGIN')
    for (const [, uid, size, date] of rows.slice(start, start + 1000)) {
      insert.run(uid, Number(size), Date.parse(date ?? ''), now)
    }
    db.exec('COMMIT')
  }
  line.close()
  db.close()
})
process.stdout.write(`${JSON.stringify(cost)}\n`)
