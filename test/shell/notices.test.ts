import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Overview } from '../../src-preload/contract/entities/host.ts'
import type { InboxSummary } from '../../src-preload/contract/entities/inbox.ts'
import type { AnyEvent } from '../../src-preload/contract/events.ts'
import { type Desktop, emptyFolder, soon, started } from './desktop-under-test.ts'
import { decided, inbox, overview, polled } from './scripted-desk.ts'

const told = (inboxes: readonly InboxSummary[], desk: Overview = overview()) => ({
  'overview.get': desk,
  'inboxes.list': inboxes,
})
const startTold = (env: Record<string, string> = {}) =>
  started({
    main: 'scripted',
    env: { FAKE_API: JSON.stringify(told([inbox('1', 'Support')])), FAKE_HURRY: '20', FAKE_UNFOCUSED: '1', ...env },
  })
const notifications = (desktop: Desktop) => desktop.ask({ ask: 'notifications' })

describe('notifications of the desktop', () => {
  it('tell of mail that waits, and a click shows it', async () => {
    const desktop = await startTold()
    desktop.child.send({ happens: decided('a/7', 'Printer on fire') })
    expect(await desktop.heard('notified')).toEqual({ title: 'A mail waits for you', body: 'Printer on fire' })
    await desktop.ask({ ask: 'emit', on: 'notification', name: 'click' })
    expect(await desktop.ask({ ask: 'windows' })).toMatchObject([
      { shown: 2, scripts: ['location.hash = "#/messages/a%2F7"'] },
    ])
  })

  it('tell of many mails at once, and a click shows the errors in a new window', async () => {
    const desktop = await startTold()
    await desktop.ask({ ask: 'do', on: 'window', name: 'close' })
    expect(await desktop.heard('notified')).toMatchObject({ title: 'Postdesk keeps running' })
    desktop.child.send({ happens: Array.from({ length: 500 }, (_, id) => decided(String(id), `Mail ${id}`)) })
    expect(await desktop.heard('notified')).toEqual({
      title: '500 mails wait for you',
      body: '\u2068Mail 0\u2069 and 499 more',
    })
    await desktop.ask({ ask: 'emit', on: 'notification', name: 'click' })
    expect(await desktop.heard('loaded')).toBe('app://postdesk/index.html#/errors')
  })

  it('show hostile subjects as plain text in one line', async () => {
    const desktop = await startTold()
    const subject = `<img src=x onerror=alert(1)><a href="http://evil.example">\u202egpj.exe\u0007\r\n{{count}} $t(quit) ${'x'.repeat(500)}`
    desktop.child.send({ happens: decided('7', subject) })
    const { body } = (await desktop.heard('notified')) as { body: string }
    expect(body).toMatch(
      /^‹img src=x onerror=alert\(1\)›‹a href="http:\/\/evil\.example"›gpj\.exe \{\{count\}\} \$t\(quit\) x+…$/,
    )
    expect([...body]).toHaveLength(160)
  })

  it('tell of an inbox that begins to fail, not again until it worked', async () => {
    const desktop = await startTold()
    const become = (failures: number) =>
      desktop.child.send({
        answers: told([
          inbox('1', 'Support', failures > 0 ? { cause: 'The server refused the password.', failures } : null),
        ]),
        happens: { name: 'inbox.changed', data: { id: '1' } },
      })
    const asked = () => desktop.messages.filter(message => message['called'] === 'inboxes.list').length
    const becomeAndBeSeen = async (failures: number) => {
      const before = asked()
      become(failures)
      await soon(asked).toBeGreaterThan(before)
    }
    await soon(asked).toBeGreaterThan(0)
    await becomeAndBeSeen(1)
    await becomeAndBeSeen(2)
    expect(await desktop.heard('notified')).toEqual({
      title: 'Support cannot be checked',
      body: 'The server refused the password.',
    })
    await desktop.ask({ ask: 'emit', on: 'notification', name: 'click' })
    expect(await desktop.ask({ ask: 'windows' })).toMatchObject([{ scripts: ['location.hash = "#/inboxes/1"'] }])
    await becomeAndBeSeen(3)
    await becomeAndBeSeen(0)
    await becomeAndBeSeen(2)
    expect(await desktop.heard('notified')).toMatchObject({ title: 'Support cannot be checked' })
    expect(await notifications(desktop)).toHaveLength(2)
  })

  it('tell of new tickets to who asked for it', async () => {
    const silent = await startTold()
    silent.child.send({ happens: polled(3) })
    silent.child.send({ happens: decided('7', 'Printer on fire') })
    expect(await silent.heard('notified')).toMatchObject({ title: 'A mail waits for you' })
    expect(await notifications(silent)).toHaveLength(1)

    const dataDir = join(emptyFolder(), 'data')
    mkdirSync(join(dataDir, 'desktop'), { recursive: true })
    writeFileSync(join(dataDir, 'desktop', 'preferences.json'), '{"notifyTickets":true}')
    const asked = await startTold({ POSTDESK_DATA: dataDir })
    asked.child.send({ happens: polled(3) })
    expect(await asked.heard('notified')).toEqual({ title: '3 new tickets', body: '' })
  })

  it('stay away while the window is looked at, and are not made up for later', async () => {
    const desktop = await startTold({ FAKE_UNFOCUSED: '0' })
    const looks = () => desktop.messages.filter(message => message['called'] === 'overview.get').length
    const happenAndBeSeen = async (event: AnyEvent) => {
      const before = looks()
      desktop.child.send({ happens: event })
      await soon(looks).toBeGreaterThan(before)
    }
    await soon(looks).toBeGreaterThan(0)
    await happenAndBeSeen(decided('7', 'Printer on fire'))
    // The desk is looked at as seldom as things are told: by now the first would have been.
    await happenAndBeSeen({ name: 'people.changed', data: {} })
    await desktop.ask({ ask: 'set', on: 'window', values: { focused: false } })
    desktop.child.send({ happens: decided('8', 'Printer still on fire') })
    expect(await desktop.heard('notified')).toMatchObject({ body: 'Printer still on fire' })
    expect(await notifications(desktop)).toHaveLength(1)
  })
})
