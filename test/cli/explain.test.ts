import { createHash } from 'node:crypto'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Explanation } from '../../src-preload/contract/entities/message.ts'
import { newNode, oldNode, oldNodeOrWhy, run, runJson, tempFolder } from './command-line.ts'
import { mailOf, makeMailFolder, picture, writeInboxFile } from './fixtures.ts'

const { dir, remove } = tempFolder('explain')
const file = (name: string) => join(dir, 'mails', name)
beforeAll(() => {
  makeMailFolder(dir)
  writeFileSync(file('empty.eml'), '')
  writeFileSync(file('mine.eml'), mailOf({ subject: 'Out of paper again' }))
})
afterAll(remove)

async function explain(args: readonly string[], how: Parameters<typeof run>[1] = {}): Promise<Explanation[]> {
  const { code, stdout, stderr } = await run(['explain', ...args], how)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Explanation)
}

describe('explain', () => {
  it('prints one object a line, in the order asked, and never stops at a bad file', async () => {
    const asked = [file('2.eml'), file('empty.eml'), '/nowhere/at/all.eml', dir, file('1.eml'), file('2.eml')]
    const lines = await explain(asked)
    expect(lines.map(line => line.file)).toEqual(asked)
    expect(lines.map(line => line.ok)).toEqual([true, false, false, false, true, true])
    for (const { ok, error } of lines) expect(typeof error).toBe(ok ? 'object' : 'string')
    expect(lines[1]?.error).not.toBe('')
    expect(lines[2]?.error).toContain('/nowhere/at/all.eml')
  })

  it('has the shape of cli.md, key by key', async () => {
    const [line] = await explain([file('2.eml')])
    if (!line?.mail) throw new Error('The mail was not read')
    expect(Explanation.parse(line)).toEqual(line)
    const keys = (value: unknown) => Object.keys(value as object)
    expect(keys(line)).toEqual(['file', 'ok', 'error', 'mail', 'automatic', 'newPart', 'decision', 'trace', 'ms'])
    expect(keys(line.mail)).toEqual([
      'messageId',
      'subject',
      'from',
      'to',
      'cc',
      'date',
      'format',
      'text',
      'attachments',
    ])
    expect(keys(line.automatic)).toEqual(['kind', 'evidence', 'recipients'])
    expect(keys(line.newPart)).toEqual(['format', 'text', 'cutText', 'rule'])
    expect(keys(line.decision)).toEqual(['kind', 'because'])
    expect(line.mail).toMatchObject({
      messageId: '<window@example.org>',
      subject: 'Réparer la fenêtre',
      from: { name: 'Ada Byron', address: 'ada@example.org' },
      to: [{ name: '', address: 'helpdesk@desk.example.org' }],
      cc: [],
      format: 'text',
    })
    expect(Date.parse(line.mail.date ?? '')).toBe(Date.parse('2026-02-02T08:00:00Z'))
    expect(line.mail.attachments).toEqual([
      {
        name: 'fenêtre.png',
        type: 'image/png',
        sizeBytes: picture.length,
        sha256: createHash('sha256').update(picture).digest('hex'),
        disposition: 'attachment',
        contentId: null,
        kept: true,
        why: null,
      },
    ])
    expect(line.decision?.kind).toBe('create')
    for (const entry of line.trace)
      expect(keys(entry)).toEqual(expect.arrayContaining(['step', 'outcome', 'reason', 'ms']))
  })

  it('tells machines, and mails that name no sender', async () => {
    const [away, nobody] = await explain([file('4.eml'), file('5.eml')])
    expect(away).toMatchObject({ automatic: { kind: 'auto-reply' }, decision: { kind: 'undesired' } })
    expect(nobody).toMatchObject({ ok: true, decision: { kind: 'reject' } })
  })

  it('reads paths from standard input, one a line, and answers as they come', async () => {
    const lines = await explain(['--stdin', file('3.eml')], {
      stdin: `${file('1.eml')}\n\n/nowhere.eml\r\n${file('2.eml')}`,
    })
    expect(lines.map(line => line.file)).toEqual([file('3.eml'), file('1.eml'), '/nowhere.eml', file('2.eml')])
    expect(lines.map(line => line.ok)).toEqual([true, true, false, true])
  })

  it('takes the rules of an inbox file, and settings over them', async () => {
    const inbox = writeInboxFile(dir, { behavior: 'update_only' })
    const [refused] = await explain([file('1.eml'), '--inbox-file', inbox])
    expect(refused?.decision?.kind).toBe('reject')
    const settings = join(dir, 'settings.json')
    writeFileSync(settings, JSON.stringify({ 'undesired-subject-patterns': ['/paper again/i'] }))
    const [plain] = await explain([file('mine.eml')])
    const [undesired] = await explain([file('mine.eml'), '--settings', settings])
    const [both] = await explain([file('mine.eml'), '--settings', settings, '--inbox-file', inbox])
    expect([plain?.decision?.kind, undesired?.decision?.kind, both?.decision?.kind]).toEqual([
      'create',
      'undesired',
      'undesired',
    ])
    writeFileSync(settings, JSON.stringify({ periodicity: 'often' }))
    const { code, stderr } = await run(['explain', file('1.eml'), '--settings', settings])
    expect(code).toBe(2)
    expect(stderr).toContain('periodicity')
  })

  it('looks at the desk that is named, and changes nothing in it', async () => {
    const data = join(dir, 'desk')
    const inStore = (...words: string[]) => ['--data', data, ...words]
    const { id } = await runJson<{ id: string }>(
      inStore('inbox', 'add', '--file', writeInboxFile(dir, { path: 'other' })),
    )
    const before = await runJson(inStore('tickets', 'list', '--json'))
    const [line] = await explain(inStore(file('1.eml'), '--inbox', id))
    expect(line?.decision?.kind).toBe('create')
    expect(await runJson(inStore('tickets', 'list', '--json'))).toEqual(before)
    expect(await runJson(inStore('check', '--json'))).toMatchObject({ ok: true, messages: 0, blobs: 0 })
  })

  it('leaves nothing behind where no desk was named', async () => {
    const { dir: temporary, remove: removeTemporary } = tempFolder('explain-tmp')
    await explain([file('1.eml')], { env: { TMPDIR: temporary, HOME: temporary, XDG_DATA_HOME: temporary } })
    expect(readdirSync(temporary)).toEqual([])
    removeTemporary()
  })

  it.skipIf(oldNode === null)(`says the same under an older Node (${oldNodeOrWhy})`, async () => {
    const files = ['2.eml', 'empty.eml', '1.eml'].map(file)
    const withoutTimes = (lines: readonly Explanation[]) =>
      lines.map(line => ({ ...line, ms: 0, trace: line.trace.length }))
    const old = await explain(files, { node: oldNode ?? newNode })
    expect(withoutTimes(old)).toEqual(withoutTimes(await explain(files)))
    const piped = await explain(['--stdin'], { node: oldNode ?? newNode, stdin: files.join('\n') })
    expect(withoutTimes(piped)).toEqual(withoutTimes(old))
  })
})
