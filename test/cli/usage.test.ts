import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { main } from '../../src-main/cli/main.ts'
import { type Outcome, run, tempFolder } from './command-line.ts'

const { dir, remove } = tempFolder('usage')
beforeAll(async () => {
  // A store, so that no command below is the first one.
  await run(['--data', dir, 'poll'])
})
afterAll(remove)

const inStore = (...words: string[]) => run(['--data', dir, ...words])

/** In this process: a table of words that go no further than being read. */
async function readWords(words: readonly string[]): Promise<Outcome> {
  const said: Record<'stdout' | 'stderr', string> = { stdout: '', stderr: '' }
  const spies = (['stdout', 'stderr'] as const).map(name =>
    vi.spyOn(process[name], 'write').mockImplementation(text => {
      said[name] += text
      return true
    }),
  )
  try {
    return { code: await main(['--data', dir, ...words]), ...said }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

describe('wrong usage: exit code 2, the reason first, then the usage; nothing on standard output', () => {
  it.each<[string, string[]]>([
    ['There is no command fly.', ['fly']],
    ['There is no command __proto__.', ['__proto__']],
    ['There is no command constructor.', ['constructor']],
    ['inbox takes add, list, remove or test.', ['inbox']],
    ['inbox takes add, list, remove or test.', ['inbox', 'burn']],
    ['inbox add takes --file inbox.json.', ['inbox', 'add']],
    ['--file: /nowhere/inbox.json cannot be read.', ['inbox', 'add', '--file', '/nowhere/inbox.json']],
    ['--file: LICENSE is no JSON', ['inbox', 'add', '--file', 'LICENSE']],
    ['--settings: LICENSE is no JSON', ['explain', 'a.eml', '--settings', 'LICENSE']],
    [
      '--password-env: NO_SUCH_NAME is not set.',
      ['inbox', 'add', '--file', 'package.json', '--password-env', 'NO_SUCH_NAME'],
    ],
    [
      '--password-file: /nowhere cannot be read.',
      ['inbox', 'add', '--file', 'package.json', '--password-file', '/nowhere'],
    ],
    ['Expected ID.', ['inbox', 'remove']],
    ['Expected ID.', ['inbox', 'test', '1', '2']],
    ['--port takes a whole number from 0 to 65535.', ['serve', '--port', '70000']],
    ['--port takes a whole number from 0 to 65535.', ['serve', '--port', 'http']],
    ["Unknown option '--loud'", ['poll', '--loud']],
    ['Unexpected: now', ['poll', 'now']],
    ["Unknown option '--password'", ['inbox', 'add', '--file', 'package.json', '--password', 'secret']],
    ['explain takes files, or --stdin.', ['explain']],
    ['explain takes --inbox or --inbox-file, not both.', ['explain', 'a.eml', '--inbox', '1', '--inbox-file', 'b']],
    ['messages takes list, reset, ignore, delete, process or eml.', ['messages', 'toString']],
    ['messages reset takes ID...', ['messages', 'reset']],
    ['--anyway goes with process.', ['messages', 'reset', '1', '--anyway']],
    ['tickets takes list or show.', ['tickets']],
    ['Expected REF.', ['tickets', 'show']],
    ['changes takes clean.', ['changes']],
    ['changes clean takes --limit N; 0 deletes nothing.', ['changes', 'clean']],
    ['--limit takes a whole number from 0.', ['changes', 'clean', '--limit', '']],
    ['--limit takes a whole number from 0.', ['changes', 'clean', '--limit', '-1']],
    ['--count takes a whole number from -1.', ['changes', 'clean', '--limit', '0', '--count', '-2']],
    [
      '--older-than takes a time such as 90s, 15m, 1h or 7d.',
      ['changes', 'clean', '--limit', '0', '--older-than', '1y'],
    ],
    ['Expected FILE.', ['backup']],
    ['Expected FILE.', ['restore']],
    ['Expected DIR.', ['export']],
    ['FILE is empty.', ['backup', '']],
    ['FILE is empty.', ['restore', '']],
    ['DIR is empty.', ['export', '']],
    ["Unknown option '--force'", ['restore', 'a.backup', '--force']],
  ])('%s', async (reason, words) => {
    const { code, stdout, stderr } = await readWords(words)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(`postdesk: ${reason}`)
    expect(stderr).toContain('Usage: postdesk [--data DIR] COMMAND')
  })
})

it.each([['fly'], ['check', 'now'], ['changes', 'clean']])('so it ends as a process, too: %s', async (...words) => {
  const { code, stdout, stderr } = await inStore(...words)
  expect({ code, stdout, stderr: stderr.includes('Usage: postdesk') }).toEqual({ code: 2, stdout: '', stderr: true })
})

it.each([
  ['check', '--data'],
  ['check', '--data', ''],
  ['check', '--data='],
  ['--data', '--json', 'check'],
])('--data without a folder is wrong usage, too: %s %s %s', async (...words) => {
  const { code, stderr } = await run(words)
  expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining('--data takes a folder.') })
})

describe('a failure: exit code 1 and one line', () => {
  it.each<[string, string[]]>([
    ['There is no inbox 99.', ['inbox', 'remove', '99']],
    ['There is no inbox 99.', ['inbox', 'test', '99', '--json']],
    ['There is no inbox 99.', ['poll', '--inbox', '99', '--json']],
    ['There is no inbox 99.', ['messages', 'list', '--inbox', '99', '--json']],
    ['There is no message 99.', ['messages', 'eml', '99']],
    ['There is no ticket R-000099.', ['tickets', 'show', 'R-000099', '--json']],
    ['There is no backup at /nowhere.', ['restore', '/nowhere']],
    ['There is no inbox 99.', ['explain', 'a.eml', '--inbox', '99']],
  ])('%s', async (reason, words) => {
    const { code, stdout, stderr } = await inStore(...words)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain(reason)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  it('names the field of inbox.json that is wrong', async () => {
    const { code, stderr } = await run(['--data', dir, 'inbox', 'add', '--file', 'package.json'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/^postdesk: .*version/)
  })
})

it.each(['help', '--help', '-h'])('%s tells the commands to people, and succeeds', async word => {
  const { code, stdout, stderr } = await run([word])
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
  const commands = [
    'serve',
    'inbox',
    'poll',
    'explain',
    'messages',
    'tickets',
    'changes clean',
    'check',
    'backup',
    'restore',
    'export',
  ]
  for (const command of commands) expect(stderr).toContain(command)
})
