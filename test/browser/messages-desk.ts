import type { Page } from '@playwright/test'
import type { MessageDetail } from '../../src-preload/contract/entities/message.ts'
import { type FakeDesk, filledDesk, HOSTILE_NAME } from '../fakes/fake-desk.ts'

const HOUR = 3_600_000

/** The rows of the list that is shown, without its heads. */
export function rowsOf(page: Page) {
  return page
    .getByRole('grid')
    .getByRole('row')
    .filter({ has: page.getByRole('gridcell') })
}

/** The filled desk with `count` more processed messages, the newest a day old. */
export function longDesk(count: number): FakeDesk {
  const now = Date.now()
  const desk = filledDesk(now)
  const template = messageOf(desk, 'Factuur ontbreekt')
  for (let at = 0; at < count; at += 1) {
    desk.messages.push({ ...template, id: `p${at}`, subject: `Order ${at}`, receivedAt: now - 30 * HOUR - at * 60_000 })
  }
  return desk
}

/** Three unknown people wrote, one of them twice and one with a hostile name. */
export function deskOfStrangers(): FakeDesk {
  const now = Date.now()
  const desk = filledDesk(now)
  const template = messageOf(desk, 'Printer on fire')
  const strangers = [
    ['Anna Berg', 'anna@client.example', 'Printer still on fire'],
    ['Zoé Lefèvre', 'zoe@client.fr', 'Accès refusé'],
    [HOSTILE_NAME, 'taken@example.org', '<b>Hello</b>'],
  ] as const
  for (const [at, [fromName, fromAddress, subject]] of strangers.entries()) {
    const reason = `No person has the address ${fromAddress}.`
    desk.messages.push({
      ...template,
      id: `u${at}`,
      fromName,
      fromAddress,
      subject,
      reason,
      receivedAt: now - at * HOUR,
    })
  }
  return desk
}

export function messageOf(desk: FakeDesk, subject: string): MessageDetail {
  const found = desk.messages.find(message => message.subject.includes(subject))
  if (!found) throw new Error(`There is no message with the subject ${subject}.`)
  return found
}
