import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { limits } from '../../src-main/engine/mail/limits.ts'
import { createPatternChecker } from '../../src-main/engine/mail/pattern-checker.ts'
import { createProgress } from '../../src-main/engine/mail/pattern-progress.ts'
import { threadMs } from '../../src-main/engine/mail/patterns/check-pattern.ts'
import { checkPatterns } from '../../src-main/engine/mail/patterns/check-patterns.ts'
import { buildMail } from '../fixtures/mail-builder.ts'
import { type FolderDesk, openFolderDesk } from '../protocol/folder-desk.ts'

const slow = Array.from({ length: 300 }, (_, number) => `/^(\\w+\\s?)+${number}$/`)
const honest = ['/^Out of office/i', '/R-\\d{6}/', '/\\b[RICP]-\\d{6,}\\b/']

let desk: FolderDesk
beforeEach(async () => {
  desk = await openFolderDesk()
})
afterEach(() => desk.close())

describe('three hundred patterns that would search without end', () => {
  it('are refused within one budget of processor time for all, those that were not tried, too', () => {
    const progress = createProgress(slow)
    const startedMs = threadMs()
    const checks = checkPatterns({ patterns: slow, progress })
    // One that is being tried when the budget ends comes to its own end.
    expect(threadMs() - startedMs).toBeLessThan(limits.patternChecksMs + limits.patternCheckMs)
    expect(checks).toHaveLength(slow.length)
    expect(checks.filter(check => check?.ok)).toEqual([])
    expect(checks.at(-1)).toBeNull()
    expect(progress[0]).toBe(slow.length - 1)
  })

  it('are refused with line and remedy while the engine answers everybody else', async () => {
    let isOver = false
    const refusal = desk
      .refusal('settings.save', { values: { 'undesired-subject-patterns': [...honest, ...slow] } })
      .finally(() => {
        isOver = true
      })
    let answers = 0
    while (!isOver) {
      expect(await desk.ask('inboxes.list', {})).toEqual([])
      answers += 1
      await new Promise(resolve => setImmediate(resolve))
    }
    expect(await refusal).toMatchObject({
      code: 'invalid-input',
      field: 'undesired-subject-patterns',
      message: expect.stringMatching(/^Line 4: The pattern .* cannot be used: .*do not repeat/),
    })
    expect(answers).toBeGreaterThan(20)
  })

  it('are named all at once by the check that a form asks for while somebody types', async () => {
    const path = await desk.mailFolder()
    const config = { name: 'Support', protocol: 'folder', path, settings: { 'introductory-patterns': slow } } as const
    const found = await desk.ask('inboxes.check', { config })
    const issues = found.filter(({ field }) => field === 'settings.introductory-patterns')
    expect(issues).toHaveLength(slow.length)
    expect(issues.at(-1)?.message).toMatch(/^Line 300: .*not tried.*save again/)
  })
})

describe('checking patterns', () => {
  it('remembers what was tried, so that a second save of many goes on where the first ended', async () => {
    const { reader } = desk.engine
    const answers = await reader.checkPatterns([...honest, ...honest, '/(/'])
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true, true, true, false])
    expect(await reader.checkPatterns([])).toEqual([])
  })

  it('ends the thread of one that never comes back, names it, and goes on with the next check', async () => {
    const checker = createPatternChecker(new URL('./stuck-checker.ts', import.meta.url), 3_000)
    const [first, stuck, last] = await checker.check(['/a/', '/STUCK/', '/b/'])
    expect(first).toEqual({ ok: true })
    expect(stuck).toMatchObject({ ok: false, message: expect.stringContaining('had to be stopped') })
    expect(last).toMatchObject({ ok: false, message: expect.stringContaining('not tried') })
    expect(await checker.check(['/a/'])).toEqual([{ ok: true }])
    await checker.close()
  })

  it('refuses in words when too many checks wait', async () => {
    const { reader } = desk.engine
    const checks = Array.from({ length: limits.patternChecksWaiting + 1 }, () => reader.checkPatterns(honest))
    const settled = await Promise.allSettled(checks)
    expect(settled.at(-1)).toMatchObject({ status: 'rejected', reason: { code: 'conflict' } })
    expect(settled.slice(0, -1).every(({ status }) => status === 'fulfilled')).toBe(true)
  })
})

describe('a pattern that the check did not find out', () => {
  it('is a non-match in the story of the mail that it is slow on, and the mail becomes a ticket', async () => {
    // As if it had been saved by a version that knew no check.
    await desk.engine.store.write(tx =>
      tx
        .insertInto('setting')
        .values({ name: 'undesired-subject-patterns', value: JSON.stringify(['/^(a+)+$/']) })
        .execute(),
    )
    const from = { name: 'Jane', address: 'jane@example.com' }
    const raw = (text: string) =>
      buildMail({ from, to: { name: '', address: 'desk@example.org' }, subject: text, date: null, text: 'x' })
    const inbox = await desk.addInbox(await desk.mailFolder([raw(`${'a'.repeat(60)}!`), raw('Printer')]))
    await desk.ask('inboxes.poll', { id: inbox, actAtOnce: false })
    const messages = await desk.messages(inbox)
    expect(messages.map(({ state }) => state)).toEqual(['processed', 'processed'])
    expect(JSON.stringify(messages[0]?.trace)).toContain('ran out of time')
  })
})
