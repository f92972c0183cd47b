import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run, tempFolder } from './command-line.ts'

const { dir, remove } = tempFolder('places')
const at = (...parts: string[]) => join(dir, ...parts)

beforeAll(async () => {
  mkdirSync(at('empty'))
  mkdirSync(at('wide'))
  chmodSync(at('wide'), 0o755)
  writeFileSync(at('file'), 'mine')
  symlinkSync(at('nowhere'), at('dangling'))
  execFileSync('mkfifo', [at('pipe')])
  await run(['--data', at('desk'), 'poll'])
})
afterAll(remove)

/** One line that people read, and nothing for programs. */
async function refusal(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> {
  const { code, stdout, stderr } = await run(words, { env })
  expect({ code, stdout, lines: stderr.trim().split('\n').length }, stderr).toEqual({ code: 1, stdout: '', lines: 1 })
  return stderr
}

describe('a folder without a desk', () => {
  it.each([
    ['inbox', 'list', '--json'],
    ['inbox', 'remove', '1'],
    ['tickets', 'list', '--json'],
    ['messages', 'list', '--json'],
    ['messages', 'reset', '1'],
    ['check', '--json'],
    ['changes', 'clean', '--limit', '0'],
    ['export', at('out')],
    ['backup', at('copy')],
  ])('is said, and nothing is made there: %s %s %s', async (...words) => {
    for (const folder of ['empty', 'none']) {
      expect(await refusal(['--data', at(folder), ...words])).toContain(`There is no desk in ${at(folder)}; name `)
    }
    expect(readdirSync(at('empty'))).toEqual([])
    for (const made of ['none', 'out', 'copy']) expect(existsSync(at(made)), made).toBe(false)
  })
})

describe('a folder that can be none ends at once, for a command that reads and for one that makes a desk', () => {
  it.each([
    ['/proc/x', /There is no desk in \/proc\/x; |\/proc\/x cannot be made; /],
    ['/dev/null', /\/dev\/null is a device, not a folder; /],
    [at('pipe'), /is a named pipe, not a folder; /],
    [at('dangling'), /is a link that leads nowhere; /],
    [at('file', 'sub'), /cannot exist, because .*file is not a folder; /],
    [at('a'.repeat(300)), /is longer than this disk allows; /],
  ])('%s', async (folder, reason) => {
    for (const command of ['check', 'poll']) {
      expect(await refusal(['--data', folder, command])).toMatch(reason)
      expect(await refusal([command], { POSTDESK_DATA: folder })).toMatch(reason)
    }
  })

  it('nor does a pipe in the place of a file of the desk keep anybody waiting', async () => {
    mkdirSync(at('odd'))
    for (const name of ['desk.db', 'secret.key']) execFileSync('mkfifo', [at('odd', name)])
    for (const command of ['check', 'poll']) {
      expect(await refusal(['--data', at('odd'), command])).toContain('is a named pipe, not a file of a desk.')
    }
  })
})

describe('backup, restore and export', () => {
  it('refuse places that are none for them', async () => {
    expect(await refusal(['--data', at('desk'), 'backup', at('desk', 'desk.db'), '--force'])).toContain(
      'desk.db is a file of the desk itself; a backup there would destroy it. Name a file outside',
    )
    expect(await refusal(['--data', at('desk'), 'backup', at('pipe')])).toContain('is a named pipe, not a file; name a')
    expect(await refusal(['--data', at('desk'), 'restore', at('pipe')])).toContain(
      'is a named pipe, not a file; name a',
    )
    expect(await refusal(['--data', at('desk'), 'export', at('pipe')])).toContain('is a named pipe, not a folder; name')
    expect(await refusal(['--data', at('desk'), 'export', at('desk', 'out')])).toContain(
      'is inside the folder of the desk',
    )
  })

  it('ask for --force where something would be replaced', async () => {
    const backup = ['--data', at('desk'), 'backup', at('file')]
    expect(await refusal(backup)).toContain(
      'exists already. Name another file, or confirm that it may be replaced. (--force)',
    )
    expect(readFileSync(at('file'), 'utf8')).toBe('mine')
    expect(await run([...backup, '--force'])).toMatchObject({ code: 0 })
    expect(readFileSync(at('file'), 'latin1').slice(0, 15)).toBe('SQLite format 3')

    mkdirSync(at('full'))
    writeFileSync(at('full', 'diary'), 'mine')
    const out = ['--data', at('desk'), 'export', at('full')]
    expect(await refusal(out)).toContain('is not empty.')
    expect(readdirSync(at('full'))).toEqual(['diary'])
    expect(await run([...out, '--force'])).toMatchObject({ code: 0 })
    expect(readdirSync(at('full'))).toContain('inboxes.json')
  })
})

it('a folder that others can look into is said once, with what to do', async () => {
  const { code, stderr } = await run(['--data', at('wide'), 'poll', '--json'])
  expect(code).toBe(0)
  expect(stderr).toBe(
    `Other users of this computer can look into ${at('wide')}. To keep them out: chmod 700 ${at('wide')}\n`,
  )
  expect((await run(['--data', at('desk'), 'poll', '--json'])).stderr).toBe('')
})
