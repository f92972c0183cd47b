import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { dumpSchema, migratedDatabase } from './dump-schema.ts'

describe('the schema', () => {
  it('is the one in schema.snapshot.sql; a difference needs a migration and a new snapshot', () => {
    const snapshot = readFileSync(join(import.meta.dirname, 'schema.snapshot.sql'), 'utf8')
    expect(dumpSchema(migratedDatabase())).toBe(snapshot)
  })

  it('has the tables and columns that Kysely is told about, null where it says so', () => {
    const db = migratedDatabase()
    const real = Object.fromEntries(tableNames(db).map(table => [table, columnsOf(db, table)] as const))
    expect(typedColumns()).toEqual(real)
  })

  it('is strict, and no id of a table that others refer to comes back', () => {
    const db = migratedDatabase()
    const plain = db
      .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
      .all()
      .filter(row => !row.name.startsWith('sqlite_') && !row.name.startsWith('ticket_search'))
    expect(plain.filter(row => !/STRICT/.test(row.sql)).map(row => row.name)).toEqual([])
    const counted = ['ticket', 'message', 'entry', 'attachment', 'person', 'organisation', 'change', 'inbox']
    const withoutCounter = plain.filter(row => counted.includes(row.name) && !/AUTOINCREMENT/.test(row.sql))
    expect(withoutCounter.map(row => row.name)).toEqual([])
  })
})

type Database = ReturnType<typeof migratedDatabase>

function tableNames(db: Database): readonly string[] {
  return db
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .all()
    .map(row => row.name)
    .filter(name => !name.startsWith('sqlite_') && !name.startsWith('ticket_search_'))
}

/** Column -> may it be null? A virtual table says nothing about null. */
function columnsOf(db: Database, table: string): Record<string, boolean> {
  const rows = db
    .prepare<[string], { name: string; notnull: number; pk: number }>(
      'SELECT name, "notnull", pk FROM pragma_table_info(?)',
    )
    .all(table)
  if (table === 'ticket_search') return Object.fromEntries(['rowid', ...rows.map(row => row.name)].map(n => [n, false]))
  return Object.fromEntries(rows.map(row => [row.name, row.notnull === 0 && row.pk === 0]))
}

/** The same, read from the type `DeskSchema`. */
function typedColumns(): Record<string, Record<string, boolean>> {
  const file = join(import.meta.dirname, '../../src-main/engine/store/schema.ts')
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  const schema = source.statements.find(s => ts.isTypeAliasDeclaration(s) && s.name.text === 'DeskSchema')
  if (!schema || !ts.isTypeAliasDeclaration(schema)) throw new Error('DeskSchema is not where it was.')
  return Object.fromEntries(
    members(schema.type).map(table => [
      table.name,
      Object.fromEntries(members(table.type).map(column => [column.name, /\bnull\b/.test(column.type.getText())])),
    ]),
  )
}

function members(type: ts.TypeNode): readonly { readonly name: string; readonly type: ts.TypeNode }[] {
  if (!ts.isTypeLiteralNode(type)) throw new Error(`Not a type literal: ${type.getText()}`)
  return type.members.flatMap(member =>
    ts.isPropertySignature(member) && member.type ? [{ name: member.name.getText(), type: member.type }] : [],
  )
}
