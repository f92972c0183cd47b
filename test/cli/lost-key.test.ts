import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run, runJson, tempFolder } from './command-line.ts'

const { dir, remove } = tempFolder('lost-key')
const at = (...parts: string[]) => join(dir, ...parts)
const store = (...words: string[]) => ['--data', at('restored'), ...words]

/** Nobody listens there: the key is asked for before any connection is made. */
const config = {
  name: 'Helpdesk',
  protocol: 'imap',
  server: '127.0.0.1',
  port: 1,
  security: 'none',
  login: 'desk@example.org',
  unknown_caller_behavior: 'create_contact',
}

type Row = { readonly name: string; readonly sealed: string }

function rows<T>(sql: string): readonly T[] {
  const db = new Database(at('restored', 'desk.db'), { readonly: true })
  try {
    return db.prepare<[], T>(sql).all()
  } finally {
    db.close()
  }
}

const keys = () => rows<Row>("SELECT name, sealed FROM secret WHERE name LIKE 'message-id-key%' ORDER BY name")

beforeAll(async () => {
  writeFileSync(at('inbox.json'), JSON.stringify(config))
  const inDesk = (...words: string[]) => ['--data', at('desk'), ...words]
  await runJson(inDesk('inbox', 'add', '--file', at('inbox.json'), '--password-env', 'SECRET'), {
    env: { SECRET: 'open sesame' },
  })
  addOauth()
  await runJson(inDesk('backup', at('copy')))
})
afterAll(remove)

/** Somebody signed in, under the key of this desk. */
function addOauth(): void {
  const db = new Database(at('desk', 'desk.db'))
  db.exec(`
    INSERT INTO oauth_client (name, provider, client_id, sealed_secret, tenant, scopes, discovery_url,
      authorization_endpoint, token_endpoint, mail_servers, created_at)
    SELECT 'Our Google', 'google', 'id', sealed, '', '', '', '', '', '[]', 1 FROM secret WHERE name LIKE 'inbox/%';
    INSERT INTO oauth_account (oauth_client_id, login, sealed_refresh_token, signed_in_at, state)
    SELECT 1, 'ada@example.org', sealed, 1, 'ok' FROM secret WHERE name LIKE 'inbox/%'`)
  db.close()
}

describe('a desk that is restored without its key', () => {
  let told: string

  beforeAll(async () => {
    const { code, stdout, stderr } = await run(store('restore', at('copy')))
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
    told = stderr
  })

  it('says what is missing, and makes no key by looking', () => {
    expect(told).toContain(
      'secret.key is missing. Bring back POSTDESK_KEY or the file secret.key, or enter the password',
    )
    expect(told).toContain('Enter the password again: inbox 1, "Helpdesk".')
    expect(told).toContain('Sign in again: OAuth account 1, "ada@example.org".')
    expect(told).toContain('Enter the client secret again: OAuth client 1, "Our Google".')
    expect(told).toContain('Answers to mail that was sent before are no longer recognised by the signature')
    expect(readdirSync(at('restored')).toSorted()).toEqual(['blobs.db', 'desk.db', 'lock.db'])
  })

  it('makes one new key for its Message-IDs, which stays, and shows at the inbox why it cannot sign in', async () => {
    await run(store('inbox', 'list', '--json'))
    expect(existsSync(at('restored', 'secret.key'))).toBe(false)
    expect(keys().map(({ name }) => name)).toEqual(['message-id-key'])

    const { code, stderr } = await run(store('poll', '--json'))
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('cannot be read. It was sealed'),
    })
    const made = keys()
    expect(made.map(({ name }) => name)).toEqual(['message-id-key', 'message-id-key/2'])
    await run(store('poll', '--json'))
    expect(keys()).toEqual(made)
    const [inbox] = rows<{ last_error: string }>('SELECT last_error FROM inbox')
    expect(inbox?.last_error).toContain('A stored password or key cannot be read. It was sealed with another key.')
    const { inboxes } = await runJson<{ inboxes: { health: { lastError: string } }[] }>(
      store('inbox', 'list', '--json'),
    )
    expect(inboxes[0]?.health.lastError).toBe(inbox?.last_error)
  })

  it('with the key brought back it reads all as before, and makes no further one', async () => {
    const made = keys()
    rmSync(at('restored', 'secret.key'))
    renameSync(at('desk', 'secret.key'), at('restored', 'secret.key'))
    const { stderr } = await run(store('poll', '--json'))
    expect(stderr).not.toContain('A stored password')
    expect(keys()).toEqual(made)
  })
})

it('a desk that is restored with its key misses nothing', async () => {
  const { stderr } = await run(['--data', at('restored'), 'restore', at('copy')])
  expect(stderr).toMatch(/^The store that was there was kept as \S+\n$/)
})
