import type { Page } from '@playwright/test'
import { expect, test } from './real-desk.ts'

const question = (subject: string) => ({
  from: { name: 'Ada Byron', address: 'ada@example.org' },
  to: 'helpdesk@example.org',
  subject,
  date: new Date('2026-03-02T09:00:00Z'),
  messageId: `<${subject.replaceAll(' ', '-')}@example.org>`,
  text: `${subject}. Please help.`,
})
const row = (page: Page, subject: string) => page.getByRole('row').filter({ hasText: subject })
const section = (page: Page, name: RegExp) => page.getByRole('region', { name })

test('a deletion waits its time and can be taken back; then the server still holds the mail', async ({
  page,
  desk,
  dovecot,
}) => {
  await desk.addUser('waits')
  await desk.deliver('waits', [question('Left alone'), question('Let go')])
  const id = await desk.addInbox('waits', {
    email_storage: 'delete',
    settings: { server_action_grace_seconds: 600 },
  })
  await desk.ask('inboxes.poll', { id })
  await desk.open(page, '/outgoing')
  await expect(row(page, 'Left alone')).toContainText('Delete from server')
  await expect(row(page, 'Left alone')).toContainText(/in (10|9) min/)
  await page.getByRole('button', { name: 'Undo: Left alone' }).click()
  await expect(section(page, /ended lately/).getByText('Left alone')).toBeVisible()

  // The time of the other one comes.
  desk.advance(600_000)
  await desk.ask('inboxes.poll', { id })
  await expect(row(page, 'Let go')).toContainText('Done')
  const left = (await dovecot.rawMessages('waits', 'INBOX')).map(raw => raw.toString())
  expect(left).toHaveLength(1)
  expect(left[0]).toContain('Left alone')
})

test('what was given up is tried again from the screen, and done', async ({ page, desk, dovecot }) => {
  await desk.addUser('again')
  await dovecot.createMailbox('again', 'Done')
  await desk.deliver('again', [question('Stuck'), question('Stuck as well')])
  const id = await desk.addInbox('again', {
    email_storage: 'move',
    target_folder: 'Done',
    settings: { server_action_grace_seconds: 0 },
  })
  await dovecot.doveadm(['mailbox', 'delete', '-u', 'again', 'Done'])
  for (let attempt = 1; attempt <= 10; attempt += 1) {
    await desk.ask('inboxes.poll', { id })
    desk.advance(3_600_000)
  }
  await desk.open(page, '/outgoing')
  await expect(row(page, 'Stuck as well')).toContainText('Given up after 10 tries')
  await expect(row(page, 'Stuck as well')).toContainText('There is no folder "Done" on the server.')
  await dovecot.doveadm(['mailbox', 'create', '-u', 'again', 'Done'])

  await page.getByRole('button', { name: 'Try again: Stuck as well' }).click()
  await expect(section(page, /ended lately/).getByText('Stuck as well')).toBeVisible({ timeout: 20_000 })
  await page.getByRole('button', { name: /Try again: Stuck$/ }).click()
  await expect(section(page, /could not be done/)).toHaveCount(0, { timeout: 20_000 })
  // It waits again for a moment before it is done.
  await expect(section(page, /ended lately/).getByText('Stuck', { exact: true })).toBeVisible({ timeout: 20_000 })
  expect(await dovecot.messageCount('again', 'Done')).toBe(2)
  expect(await dovecot.messageCount('again', 'INBOX')).toBe(0)
})

test('a mail that was deleted is put back on the server, once, and nothing is processed again', async ({
  page,
  desk,
  dovecot,
}) => {
  await desk.addUser('regret')
  await desk.deliver('regret', [question('Gone too soon')])
  const id = await desk.addInbox('regret', {
    email_storage: 'delete',
    settings: { server_action_grace_seconds: 0 },
  })
  const [before] = await dovecot.rawMessages('regret', 'INBOX')
  await desk.ask('inboxes.poll', { id })
  expect(await dovecot.messageCount('regret', 'INBOX')).toBe(0)

  await desk.open(page, '/outgoing')
  await page.getByRole('button', { name: 'Put back on the server: Gone too soon' }).click()
  await expect(row(page, 'Put back on server')).toContainText('Done', { timeout: 20_000 })
  const [after, second] = await dovecot.rawMessages('regret', 'INBOX')
  expect(second).toBeUndefined()
  // A Maildir keeps lines its own way; over IMAP they end as they did.
  const linesOf = (raw: Buffer | undefined) => raw?.toString().split(/\r?\n/)
  expect(linesOf(after)).toEqual(linesOf(before))

  const { inboxes } = await desk.ask('inboxes.poll', { id, actAtOnce: true })
  expect(inboxes).toMatchObject([{ seen: 1, new: 0, failure: null }])
  expect((await desk.ask('tickets.list', {})).total).toBe(1)
  expect((await desk.ask('messages.list', { inboxId: id })).rows).toMatchObject([
    { subject: 'Gone too soon', state: 'processed', presence: 'on-server' },
  ])
})
