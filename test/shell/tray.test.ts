import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DeskGlance } from '../../src-main/hosts/electron/desk-glance.ts'
import { createTexts } from '../../src-main/hosts/electron/texts/texts.ts'
import { trayStatus } from '../../src-main/hosts/electron/tray-status.ts'
import type { Overview } from '../../src-preload/contract/entities/host.ts'
import type { InboxSummary } from '../../src-preload/contract/entities/inbox.ts'
import { type Desktop, emptyFolder, soon, start, started } from './desktop-under-test.ts'
import { decided, inbox, overview } from './scripted-desk.ts'

const trays = async (desktop: Desktop) => (await desktop.ask({ ask: 'trays' })) as Record<string, unknown>[]
const told = (desk: Overview, inboxes: readonly InboxSummary[]) => ({ 'overview.get': desk, 'inboxes.list': inboxes })
const waiting = (error: number, held = 0) => overview({ waiting: { ...overview().waiting, error, held } })
const startTold = (desk: Overview, inboxes: readonly InboxSummary[], env: Record<string, string> = {}) =>
  started({ main: 'scripted', env: { FAKE_API: JSON.stringify(told(desk, inboxes)), FAKE_HURRY: '20', ...env } })

describe('the icon in the tray', () => {
  it('says that all is well', async () => {
    const desktop = await startTold(overview(), [inbox('1', 'Support'), inbox('2', 'Billing')])
    await soon(() => trays(desktop)).toMatchObject([
      {
        icon: 'ok-large.png',
        toolTip: 'Postdesk: all is well, 2 inboxes are checked',
        menu: [
          { label: 'Open Postdesk' },
          { label: 'Nothing waits for you', enabled: false },
          '-',
          { label: 'Check all now' },
          { label: 'Pause checking' },
          '-',
          { label: 'Quit Postdesk' },
        ],
      },
    ])
  })

  it('follows what happens: errors with their number, a pause, all well again', async () => {
    const desktop = await startTold(overview(), [inbox('1', 'Support')])
    await soon(() => trays(desktop)).toMatchObject([{ icon: 'ok-large.png' }])
    const become = (desk: Overview) =>
      desktop.child.send({ answers: told(desk, [inbox('1', 'Support')]), happens: decided('7', 'x') })

    become(waiting(2, 1))
    await soon(() => trays(desktop)).toMatchObject([
      { icon: 'attention-large.png', toolTip: 'Postdesk: 3 mails wait for you' },
    ])
    expect(await desktop.ask({ ask: 'seen', what: 'app' })).toMatchObject({ setBadgeCount: [3] })

    become({ ...waiting(2, 1), paused: true })
    await soon(() => trays(desktop)).toMatchObject([{ icon: 'paused-large.png' }])
    expect((await trays(desktop))[0]?.['menu']).toContainEqual({ label: 'Resume checking' })

    become(overview())
    await soon(() => trays(desktop)).toMatchObject([{ icon: 'ok-large.png' }])
  })

  it('leads to what waits', async () => {
    const desktop = await startTold(waiting(1), [inbox('1', 'Support')])
    await soon(() => trays(desktop)).toMatchObject([{ toolTip: 'Postdesk: 1 mail waits for you' }])
    await desktop.ask({ ask: 'choose', label: '1 mail waits for you' })
    expect(await desktop.ask({ ask: 'windows' })).toMatchObject([{ shown: 2, scripts: ['location.hash = "#/errors"'] }])
    await desktop.ask({ ask: 'do', on: 'window', name: 'close' })
    await desktop.ask({ ask: 'choose', label: '1 mail waits for you' })
    expect(await desktop.heard('loaded')).toBe('app://postdesk/index.html#/errors')
  })

  it('gives orders: open, check, pause, resume, quit', async () => {
    const desktop = await startTold(overview(), [inbox('1', 'Support')])
    await soon(() => trays(desktop)).toMatchObject([{ menu: expect.anything() }])
    const called = () =>
      desktop.messages.flatMap(message =>
        'called' in message && message['called'] !== 'overview.get' && message['called'] !== 'inboxes.list'
          ? [[message['called'], message['input']]]
          : [],
      )
    await desktop.ask({ ask: 'choose', label: 'Open Postdesk' })
    expect(await desktop.ask({ ask: 'windows' })).toMatchObject([{ shown: 2 }])
    await desktop.ask({ ask: 'choose', label: 'Check all now' })
    await desktop.ask({ ask: 'choose', label: 'Pause checking' })
    expect(called()).toEqual([
      ['inboxes.poll', {}],
      ['polling.pause', { paused: true }],
    ])
    desktop.child.send({ answers: told(overview({ paused: true }), []), happens: decided('7', 'x') })
    await soon(() => trays(desktop)).toMatchObject([{ icon: 'paused-large.png' }])
    await desktop.ask({ ask: 'choose', label: 'Resume checking' })
    expect(called().at(-1)).toEqual(['polling.pause', { paused: false }])
    await desktop.ask({ ask: 'choose', label: 'Quit Postdesk' })
    expect(await desktop.ended).toBe(0)
  })

  it('speaks French to the French', async () => {
    const desktop = await startTold(waiting(2), [inbox('1', 'Support')], { FAKE_LOCALE: 'fr-CA' })
    await soon(() => trays(desktop)).toMatchObject([{ toolTip: 'Postdesk\u202f: 2 messages vous attendent' }])
    expect((await trays(desktop))[0]?.['menu']).toContainEqual({ label: 'Suspendre la relève' })
  })

  it.each([
    ['linux', 'ok-large.png', false],
    ['darwin', 'okTemplate.png', true],
    ['win32', 'ok.png', false],
  ])('is drawn as %s wants it', async (platform, icon, template) => {
    const desktop = start({ main: 'scripted', env: { FAKE_PLATFORM: platform } })
    await soon(() => trays(desktop)).toMatchObject([{ icon, template }])
    for (const mark of ['ok', 'attention', 'paused']) {
      const file = String((await trays(desktop))[0]?.['file'])
      expect(existsSync(file.replace(/ok(?=[^/]*$)/, mark))).toBe(true)
    }
  })

  it('asks the desk only now and again, however much happens', async () => {
    const desktop = await startTold(overview(), [], { FAKE_HURRY: '4' })
    const asked = () => desktop.messages.filter(message => message['called'] === 'overview.get').length
    await soon(asked).toBe(1)
    desktop.child.send({ happens: Array.from({ length: 300 }, (_, id) => decided(String(id), 'x', 'processed')) })
    // 2 s, four times as fast.
    await soon(asked).toBe(2)
  })

  it('shows the mail of a real desk that waits', async () => {
    const path = emptyFolder()
    const desktop = await started()
    await desktop.call('inboxes.save', { config: { name: 'Support', protocol: 'folder', path } })
    await soon(() => trays(desktop)).toMatchObject([{ toolTip: 'Postdesk: all is well, 1 inbox is checked' }])
    writeFileSync(join(path, '1.eml'), 'From: nobody@example.org\nSubject: Printer on fire\n\nHelp!\n')
    await desktop.ask({ ask: 'choose', label: 'Check all now' })
    await soon(() => trays(desktop)).toMatchObject([
      { icon: 'attention-large.png', toolTip: 'Postdesk: 1 mail waits for you' },
    ])
    await desktop.ask({ ask: 'choose', label: 'Pause checking' })
    await soon(() => trays(desktop)).toMatchObject([
      { icon: 'paused-large.png', toolTip: 'Postdesk: checking is paused, 1 mail waits for you' },
    ])
  })
})

describe('the state in one sentence', () => {
  const texts = createTexts('en')
  const well: DeskGlance = { paused: false, waiting: 0, active: 1, failing: [], hindered: false }
  const failing = [{ id: '1', name: 'Support', cause: 'refused', failures: 3 }]
  it.each<[string, Partial<DeskGlance>, string, string]>([
    [
      'a pause before all else',
      { paused: true, waiting: 2, failing },
      'paused',
      'checking is paused, 2 mails wait for you',
    ],
    ['a pause alone', { paused: true }, 'paused', 'checking is paused'],
    ['an inbox that fails before mail that waits', { waiting: 2, failing }, 'attention', '1 inbox cannot be checked'],
    ['mail that waits', { waiting: 1 }, 'attention', '1 mail waits for you'],
    ['something else in the way', { hindered: true }, 'attention', 'not all mail is processed'],
    ['a desk without an inbox', { active: 0 }, 'ok', 'no inbox is checked yet'],
    ['a desk that is well', {}, 'ok', 'all is well, 1 inbox is checked'],
  ])('is about %s', (_what, glance, mark, sentence) => {
    expect(trayStatus({ ...well, ...glance }, texts)).toMatchObject({ mark, sentence: `Postdesk: ${sentence}` })
  })
})
