import type { Page } from '@playwright/test'
import { type FakeDesk, filledDesk } from '../../fakes/fake-desk.ts'
import { expect } from '../fake-desk-host.ts'

/** A desk with one ticket whose entries are these mails, as if no sanitiser had seen them. */
export function deskWithMails(mails: readonly string[], format: 'html' | 'text' = 'html'): FakeDesk {
  const desk = filledDesk(Date.now())
  const [ticket] = desk.tickets
  const entry = ticket?.entries.find(each => each.format === 'html')
  if (!ticket || !entry) throw new Error('The fake desk has no HTML entry.')
  ticket.description = ''
  ticket.descriptionText = 'Mails below.'
  ticket.descriptionFormat = 'text'
  ticket.entries = mails.map((words, at) => ({
    ...entry,
    id: `mail-${at}`,
    format,
    html: format === 'html' ? words : '',
    text: words,
    cutText: '',
  }))
  return desk
}

export async function openTicket(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.waitForURL(/#\/$/)
  await page.evaluate(() => location.assign('#/tickets/1'))
}

/** A frame is made when its mail comes near to what is seen. */
export async function showAllMails(page: Page, count: number): Promise<void> {
  await expect(page.locator('.mail-sheet')).toHaveCount(count)
  await page.setViewportSize({ width: 1280, height: 20_000 })
  await expect(page.locator('iframe.mail-frame')).toHaveCount(count, { timeout: 30_000 })
}
