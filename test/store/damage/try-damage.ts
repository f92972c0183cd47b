import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { StoreCommand } from './commands.ts'
import type { Damage } from './damages.ts'
import { type Ground, placeStore } from './ground.ts'
import { type Ended, runCommand } from './run-command.ts'

/** Words of SQLite and of Node that no person should read. */
const RAW =
  /malformed|disk image|not a database|SQLITE_|unable to open|readonly database|disk I\/O|E(?:NOENT|NOSPC|ROFS|ACCES)\b|no such table/

/** What a whole store says to these commands as well. */
const OF_ITS_OWN = /watches this folder already|cannot be ignored/

/** One command on a store with one damage: what it says and what it wrote, as far as that is wrong. */
export async function tryDamage(ground: Ground, damage: Damage, command: StoreCommand): Promise<readonly string[]> {
  const place = mkdtempSync(join(ground.dir, 'case-'))
  try {
    placeStore(ground[damage.of ?? 'whole'], place)
    damage.apply(place, ground)
    const before = filesIn(place)
    const ended = await runCommand(['--data', place, ...command.words(ground)])
    const outside = wrongOutside(ground)
    if (damage.says === null) return wrongOpened(damage, command, ended)
    return [...wrongRefusal(ended, damage.says), ...wrongFiles(before, filesIn(place)), ...outside]
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 20 })
  }
}

export function wrongRefusal({ code, stdout, stderr }: Ended, says: RegExp): readonly string[] {
  const wrong: string[] = []
  if (code !== 1) wrong.push(`It ended with ${code}.`)
  if (stdout !== '') wrong.push(`It printed ${stdout.slice(0, 200)}`)
  if (stderr.trim().split('\n').length !== 1) wrong.push(`It said more than one line: ${stderr}`)
  if (!says.test(stderr)) wrong.push(`It said: ${stderr}`)
  if (RAW.test(stderr)) wrong.push(`It said it in the words of SQLite or Node: ${stderr}`)
  return wrong
}

function wrongOpened(
  { checkSays }: Damage,
  { name }: StoreCommand,
  { code, stdout, stderr }: Ended,
): readonly string[] {
  const wrong: string[] = []
  if (code !== 0 && code !== 1) wrong.push(`It ended with ${code}.`)
  if (RAW.test(stderr) || RAW.test(stdout)) wrong.push(`It said it in the words of SQLite or Node: ${stderr}${stdout}`)
  if (code === 1 && stderr.trim() === '') wrong.push('It failed without a word.')
  const isCheck = name.startsWith('check')
  if (isCheck && checkSays && !(code === 1 && checkSays.test(stdout))) wrong.push(`check said: ${stdout}${stderr}`)
  if (!checkSays && code !== 0 && !OF_ITS_OWN.test(stderr)) wrong.push(`It failed: ${stderr}`)
  return wrong
}

/** Names and contents. Shared memory is SQLite's own and says nothing. */
export function filesIn(dir: string): ReadonlyMap<string, string> {
  const names = readdirSync(dir, { recursive: true, encoding: 'utf8' }).toSorted()
  return new Map(
    names.map(name => {
      const path = join(dir, name)
      if (name.endsWith('-shm') || !statSync(path).isFile()) return [name, '']
      return [name, createHash('sha256').update(readFileSync(path)).digest('hex')]
    }),
  )
}

export function wrongFiles(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  const names = new Set([...before.keys(), ...after.keys()])
  return [...names].flatMap(name => {
    if (before.get(name) === after.get(name)) return []
    // What a kill left of the lock goes with the next one that takes it.
    if (name === 'lock.db-journal') return []
    // A log has to be read through shared memory, and whoever may not write the log cannot take that away.
    if (name.endsWith('-shm') && before.has(name.replace(/shm$/, 'wal'))) return []
    return [`It ${before.has(name) ? (after.has(name) ? 'changed' : 'removed') : 'made'} ${name}.`]
  })
}

function wrongOutside({ dir }: Ground): readonly string[] {
  const made = ['never.backup', 'never-exported'].filter(name => existsSync(join(dir, name)))
  for (const name of made) rmSync(join(dir, name), { recursive: true })
  return made.map(name => `It made ${name}.`)
}
