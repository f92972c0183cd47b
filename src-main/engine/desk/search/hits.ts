import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Hit } from '../../../../src-preload/contract/entities/view.ts'
import { openSqlite, type SqliteDatabase } from '../../store/connection.ts'
import type { Reads } from '../../store/handles.ts'

/**
 * Where a search hit a ticket, as text in marked parts: the words are those of strangers and never become HTML. The
 * index of all tickets is not asked: for a word that many have, each ticket would cost a run through all of them. The
 * few tickets in sight are indexed again, in memory, and marked there.
 */

type HitPart = Hit['parts'][number]
type Field = Hit['field']

/** Private-use characters, which no mail that means something holds. */
const OPEN = '\uE000'
const CLOSE = '\uE001'
/** In the order in which they are shown. */
const FIELDS: readonly Field[] = ['ref', 'title', 'people', 'attachments', 'description', 'log']
const MOST_HITS = 3
const SNIPPET_WORDS = 18
const LONGEST_HIT = 120
/** Characters of a field that are looked through; a log of megabytes would hold up everybody. */
const LONGEST_FIELD = 50_000
const TICKETS_PER_TURN = 10

export interface HitFinder {
  /** The hits of these tickets, at most three each. `expression` comes from `fullTextQuery`. */
  find(reads: Reads, expression: string, ids: readonly number[]): Promise<ReadonlyMap<number, readonly Hit[]>>
}

export function createHitFinder(): HitFinder {
  const db = openSqlite(':memory:', { journal: 'delete' })
  db.exec(`CREATE VIRTUAL TABLE seen USING fts5 (${FIELDS.join(', ')}, tokenize = 'unicode61 remove_diacritics 2')`)
  return {
    async find(reads, expression, ids) {
      const hits = new Map<number, readonly Hit[]>()
      for (let start = 0; start < ids.length; start += TICKETS_PER_TURN) {
        const texts = await readTexts(reads, ids.slice(start, start + TICKETS_PER_TURN))
        for (const row of mark(db, expression, texts)) hits.set(row.id, hitsIn(row))
        await nextTurn()
      }
      return hits
    },
  }
}

type Texts = { readonly id: number } & Readonly<Record<Field, string>>

async function readTexts(reads: Reads, ids: readonly number[]): Promise<readonly Texts[]> {
  const columns = FIELDS.map(field => sql`substr(${sql.ref(field)}, 1, ${sql.lit(LONGEST_FIELD)}) AS ${sql.ref(field)}`)
  const found = await sql<Texts>`SELECT rowid AS id, ${sql.join(columns)} FROM ticket_search
    WHERE rowid IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`.execute(reads)
  return found.rows
}

/** In one turn, so that nobody else's tickets are in between. */
function mark(db: SqliteDatabase, expression: string, texts: readonly Texts[]): readonly Texts[] {
  const insert = db.prepare(`INSERT INTO seen (rowid, ${FIELDS.join(', ')})
    VALUES (@id, ${FIELDS.map(field => `@${field}`).join(', ')})`)
  const snippets = FIELDS.map(
    (field, column) => `snippet(seen, ${column}, '${OPEN}', '${CLOSE}', '…', ${SNIPPET_WORDS}) AS ${field}`,
  )
  const select = db.prepare<[string], Texts>(`SELECT rowid AS id, ${snippets.join(', ')} FROM seen WHERE seen MATCH ?`)
  try {
    for (const row of texts) insert.run(withoutMarks(row))
    return select.all(expression)
  } finally {
    db.exec('DELETE FROM seen')
  }
}

/** A mail may hold these very characters. */
function withoutMarks(row: Texts): Texts {
  const own = FIELDS.map(field => [field, row[field].replaceAll(OPEN, '').replaceAll(CLOSE, '')])
  return { ...row, ...Object.fromEntries(own) }
}

function hitsIn(row: Texts): readonly Hit[] {
  const found = FIELDS.filter(field => row[field].includes(OPEN)).slice(0, MOST_HITS)
  return found.map(field => ({ field, parts: shortened(partsOf(row[field])) }))
}

function partsOf(text: string): HitPart[] {
  const [before = '', ...pieces] = text.replace(/\s+/g, ' ').trim().split(OPEN)
  const marked = pieces.flatMap(piece => {
    const [hit = '', ...after] = piece.split(CLOSE)
    return [
      { text: hit, hit: true },
      { text: after.join(''), hit: false },
    ]
  })
  return [{ text: before, hit: false }, ...marked].filter(part => part.text !== '')
}

/** Words may be as long as a page; the first hit stays in sight. */
function shortened(parts: readonly HitPart[]): HitPart[] {
  const kept: HitPart[] = []
  let room = LONGEST_HIT
  for (const [place, { text, hit }] of parts.entries()) {
    if (room <= 0) break
    const shown = place === 0 && !hit ? endOf(text, LONGEST_HIT / 2) : startOf(text, room)
    kept.push({ text: shown, hit })
    room -= shown.length
  }
  return kept
}

function startOf(text: string, most: number): string {
  const characters = [...text]
  return characters.length <= most ? text : `${characters.slice(0, most).join('')}…`
}

function endOf(text: string, most: number): string {
  const characters = [...text]
  return characters.length <= most ? text : `…${characters.slice(-most).join('')}`
}
