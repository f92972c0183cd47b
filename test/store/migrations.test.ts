import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../src-main/engine/errors.ts'
import { migrate, schemaVersion } from '../../src-main/engine/store/migrate.ts'
import { migrations } from '../../src-main/engine/store/migrations/all.ts'
import { openStore } from '../../src-main/engine/store/open.ts'
import { tempFolder } from './temp-store.ts'

/** For each migration: rows as they stood before it, and what has to be true of them afterwards. */
const cases: readonly { readonly number: number; readonly before: string; readonly expectAfter: readonly string[] }[] =
  [
    {
      number: 10,
      before: '',
      expectAfter: ['SELECT count(*) = 0 FROM ticket', 'SELECT count(*) = 0 FROM message'],
    },
  ]

describe('the migrations', () => {
  it('have ascending numbers, and each is tried with rows from before', () => {
    const numbers = migrations.map(step => step.number)
    expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b))
    expect(cases.map(row => row.number)).toEqual(numbers)
  })

  it.each(cases)('migration $number keeps what was there', ({ number, before, expectAfter }) => {
    const db = new Database(':memory:')
    migrate(
      db,
      migrations.filter(step => step.number < number),
    )
    db.exec(before)
    migrate(
      db,
      migrations.filter(step => step.number <= number),
    )
    expect(schemaVersion(db)).toBe(number)
    expect(db.pragma('foreign_key_check')).toEqual([])
    for (const query of expectAfter) expect(db.prepare(query).pluck().get(), query).toBe(1)
  })

  it('a migration that fails leaves the store as it was', () => {
    const db = new Database(':memory:')
    migrate(db)
    const broken = {
      number: 999,
      name: 'broken',
      sql: 'CREATE TABLE half (id INTEGER); CREATE TABLE half (id INTEGER);',
    }
    expect(() => migrate(db, [...migrations, broken])).toThrow(/already exists/)
    expect(schemaVersion(db)).toBe(migrations.at(-1)?.number)
    expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0)
  })

  it('a store of a newer Postdesk is refused with a way out, and not touched', () => {
    const { dir, remove } = tempFolder()
    const db = new Database(`${dir}/desk.db`)
    db.pragma('user_version = 100000')
    db.close()
    const open = () => openStore(dir, { pid: 1, name: 'the tests', since: 0, socket: '' })
    expect(open).toThrow(AppError)
    expect(open).toThrow(/newer Postdesk.*Update Postdesk, or restore a backup/)
    const after = new Database(`${dir}/desk.db`)
    expect(schemaVersion(after)).toBe(100000)
    expect(after.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()).toBe(0)
    after.close()
    remove()
  })
})
