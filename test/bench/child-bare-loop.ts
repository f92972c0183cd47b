import { join } from 'node:path'
import Database from 'better-sqlite3'
import { ImapFlow } from 'imapflow'
import { simpleParser } from 'mailparser'
import { readCa, readTarget } from './child-target.ts'
import { measure } from './measure.ts'

/**
 * The yardstick: what anybody would write in twenty lines. One range fetch over TLS, mailparser without its conversions,
 * one row a mail, FULL, 100 a transaction. It decides nothing and keeps nothing apart.
 */
const target = readTarget()
const lean = { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true }

const cost = await measure(target.count, async () => {
  const db = new Database(join(target.dataDir, 'bare.db'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('CREATE TABLE mail (id INTEGER PRIMARY KEY, subject TEXT, sender TEXT, body TEXT, raw BLOB)')
  const insert = db.prepare('INSERT INTO mail (subject, sender, body, raw) VALUES (?, ?, ?, ?)')
  const client = new ImapFlow({
    host: target.server,
    port: target.port,
    secure: true,
    auth: { user: target.login, pass: target.password },
    tls: { ca: readCa(target), servername: 'localhost' },
    logger: false,
  })
  client.on('error', () => undefined)
  await client.connect()
  const lock = await client.getMailboxLock('INBOX')
  let inTransaction = 0
  for await (const message of client.fetch('1:*', { uid: true, source: true })) {
    const raw = message.source ?? Buffer.alloc(0)
    const mail = await simpleParser(raw, lean)
    if (inTransaction === 0) db.exec('BEGIN')
    insert.run(mail.subject ?? '', mail.from?.text ?? '', (mail.html || mail.text) ?? '', raw)
    inTransaction += 1
    if (inTransaction < 100) continue
    db.exec('COMMIT')
    inTransaction = 0
  }
  if (inTransaction > 0) db.exec('COMMIT')
  lock.release()
  await client.logout()
  db.close()
})
process.stdout.write(`${JSON.stringify(cost)}\n`)
