import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../src-main/engine/errors.ts'
import { exportDesk } from '../../src-main/engine/upkeep/export-desk.ts'
import { type TempStore, tempFolder, tempStore } from './temp-store.ts'

let temp: TempStore
let folder: ReturnType<typeof tempFolder>
const at = (...parts: string[]) => join(folder.dir, ...parts)
const exportTo = (dir: string, force = false) => exportDesk(temp.store, { dir, force })

beforeEach(() => {
  temp = tempStore()
  folder = tempFolder()
})
afterEach(async () => {
  await temp.remove()
  folder.remove()
})

async function refusalOf(work: () => Promise<unknown>): Promise<AppError> {
  const error = await work().then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof AppError) return error
  throw error ?? new Error('It was not refused.')
}

describe('an export', () => {
  it('goes into a new folder or an empty one', async () => {
    mkdirSync(at('empty'))
    await exportTo(at('empty'))
    await exportTo(at('new', 'deep/'))
    expect(readdirSync(at('new', 'deep'))).toEqual(readdirSync(at('empty')))
    expect(readdirSync(at('empty'))).toContain('settings.json')
  })

  it('never goes into the folder of the desk, by no name of it, also with force', async () => {
    const { dataDir } = temp.store
    symlinkSync(dataDir, at('link'))
    for (const dir of [dataDir, `${dataDir}/`, join(dataDir, 'deep', 'er'), at('link'), at('link', 'x')]) {
      for (const force of [false, true]) {
        expect(await refusalOf(() => exportTo(dir, force))).toMatchObject({ code: 'not-allowed', field: 'dir' })
      }
    }
    expect(
      readdirSync(dataDir)
        .toSorted()
        .filter(name => !name.includes('.')),
    ).toEqual([])
  })

  it('asks before it writes among other files, replaces only its own names, and follows no link', async () => {
    writeFileSync(at('settings.json'), 'of before')
    writeFileSync(at('diary.txt'), 'mine')
    expect(await refusalOf(() => exportTo(folder.dir))).toMatchObject({ code: 'conflict', field: 'dir' })
    expect(readFileSync(at('settings.json'), 'utf8')).toBe('of before')
    await exportTo(folder.dir, true)
    expect(JSON.parse(readFileSync(at('settings.json'), 'utf8'))).toBeTypeOf('object')
    expect(readFileSync(at('diary.txt'), 'utf8')).toBe('mine')
  })

  it('that fails takes back what it has made, and writes through no link', async () => {
    writeFileSync(at('mine.json'), 'mine')
    mkdirSync(at('out'))
    symlinkSync(at('mine.json'), at('out', 'persons.json'))
    const refusal = await refusalOf(() => exportTo(at('out'), true))
    expect(refusal.message).toContain('is a link, not a file')
    expect(readdirSync(at('out'))).toEqual(['persons.json'])
    expect(readFileSync(at('mine.json'), 'utf8')).toBe('mine')
  })

  it.each([
    ['/dev/null', 'is a device, not a folder'],
    ['/proc/x/y', '/proc/x cannot be made'],
    ['/etc/passwd/x', 'is not a folder'],
    ['', 'No path is given.'],
  ])('to %s is refused at once, in one sentence', async (dir, reason) => {
    const refusal = await refusalOf(() => exportTo(dir, true))
    expect(refusal).toMatchObject({ code: 'invalid-input', field: 'dir' })
    expect(refusal.message).toContain(reason)
  })
})
