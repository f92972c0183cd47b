import type { Locator, Page } from '@playwright/test'
import { makePng } from '../fixtures/mail-builder.ts'
import { expect, PASSWORD, type RealDesk, test } from './real-desk.ts'

/**
 * What an administrator does, on the built screens over the service host, with a real engine and a real mail server
 * behind them. Nothing is made up here; the states of single screens are looked at on a desk in memory.
 */
const main = (page: Page): Locator => page.getByRole('main')
const dialog = (page: Page): Locator => page.getByRole('dialog')
const row = (page: Page, text: string | RegExp): Locator => main(page).getByRole('row').filter({ hasText: text })

const question = (subject: string, from = 'Jan de Vries <jan@klant.example>', text = 'It does not print.') => ({
  from,
  to: 'helpdesk@desk.example',
  subject,
  date: Date.now(),
  text,
})

/** Checks every five seconds, so that nobody waits for mail, and acts on the server after a short grace time. */
async function hurry(desk: RealDesk, graceSeconds = 2): Promise<void> {
  await desk.ask('settings.save', { values: { periodicity: 5, server_action_grace_seconds: graceSeconds } })
}

test('a mailbox is added in the form: the wrong password is named at its field, and only new mail becomes a ticket', async ({
  page,
  desk,
  dovecot,
}) => {
  await hurry(desk)
  await desk.addUser('guide')
  await desk.deliver('guide', [question('An old question'), question('Another old question')])
  await desk.open(page)
  await desk.open(page, '/inboxes/new/form')
  await page.getByLabel('Name', { exact: false }).first().fill('Guide')
  await page.getByLabel('Server', { exact: false }).first().fill(dovecot.host)
  await page.getByLabel('Port').fill(String(dovecot.ports.imaps))
  await page.getByLabel('User name').fill('guide')
  await page.getByRole('textbox', { name: 'Password' }).fill('not this one')
  await page.locator('summary', { hasText: 'Certificate of one’s own' }).click()
  await page.getByLabel('Certificate file').fill(desk.caFile)
  await page.getByRole('button', { name: 'Test connection' }).click()

  const password = page.getByRole('textbox', { name: 'Password' })
  await expect(password).toHaveAccessibleDescription(/refused|password/i, { timeout: 20_000 })
  await expect(password).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText('The connection does not work.')).toBeVisible()

  await password.fill(PASSWORD)
  await page.getByRole('button', { name: 'Test connection' }).click()
  await expect(page.getByText('The connection works.')).toBeVisible({ timeout: 20_000 })
  await page.getByText('Add the person', { exact: true }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()

  await expect(dialog(page)).toContainText('Which mail shall be processed?')
  await expect(dialog(page)).toContainText('2 mails')
  await expect(dialog(page)).toContainText('marked as ignored')
  await dialog(page).getByRole('button', { name: 'Start with new mail' }).click()
  await expect(dialog(page)).toBeHidden()

  await desk.open(page, '/tickets')
  await expect(page.getByText('No tickets yet')).toBeVisible()
  await desk.deliver('guide', [question('The coffee machine leaks')])
  // No reload, no click: the ticket comes by itself.
  await expect(row(page, 'The coffee machine leaks')).toBeVisible({ timeout: 30_000 })
  await expect(row(page, 'An old question')).toHaveCount(0)
})

test('an unknown sender waits as an error; once the person is added, his mail becomes a ticket', async ({
  page,
  desk,
}) => {
  await desk.addUser('strict')
  await desk.deliver('strict', [question('Who am I', 'Noor Bakker <noor@nieuw.example>')])
  const id = await desk.addInbox('strict', { unknown_caller_behavior: 'reject_email' })
  await desk.ask('inboxes.poll', { id })

  await desk.open(page, '/errors')
  const group = main(page).getByRole('region', { name: /Unknown caller/ })
  await expect(group).toContainText('noor@nieuw.example')
  await group.getByRole('button', { name: 'Add this person…' }).click()
  await expect(dialog(page).getByLabel('First name of noor@nieuw.example')).toHaveValue('Noor')
  await dialog(page).getByRole('button', { name: 'Add 1 person and retry' }).click()
  await expect(main(page).getByText('Nothing waits for you')).toBeVisible({ timeout: 15_000 })

  await desk.open(page, '/tickets')
  await expect(row(page, 'Who am I')).toContainText('Noor Bakker')
})

test('ignore, and delete with undo: the mail stays on the server', async ({ page, desk, dovecot }) => {
  await hurry(desk, 30)
  await desk.addUser('hands')
  await desk.deliver('hands', [
    question('First of all', 'A <a@unknown.example>'),
    question('Second thoughts', 'B <b@unknown.example>'),
  ])
  const id = await desk.addInbox('hands', { unknown_caller_behavior: 'reject_email' })
  await desk.ask('inboxes.poll', { id })
  await desk.open(page, `/inboxes/${id}`)

  await row(page, 'First of all').getByRole('checkbox').click()
  await page.getByRole('button', { name: 'Ignore', exact: true }).click()
  await dialog(page).getByRole('button', { name: 'Ignore 1 message' }).click()
  await expect(row(page, 'First of all')).toContainText('Ignored')

  await row(page, 'Second thoughts').getByRole('checkbox').click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(dialog(page)).toContainText('removed from the server')
  await dialog(page).getByRole('button', { name: 'Delete 1 mail from server' }).click()
  // The message that was ignored before offers an Undo as well.
  await page.getByRole('button', { name: 'Undo: 1 mail will be deleted' }).click()
  await expect(page.getByText('Taken back.')).toBeVisible()
  await expect
    .poll(async () => (await desk.ask('actions.list', {})).filter(each => each.state === 'waiting'))
    .toEqual([])
  expect(await dovecot.messageCount('hands', 'INBOX')).toBe(2)
})

test('a processed message that is reset goes into the ticket it has', async ({ page, desk }) => {
  await desk.addUser('again')
  await desk.deliver('again', [question('Once only')])
  const id = await desk.addInbox('again')
  await desk.ask('inboxes.poll', { id })
  await desk.open(page, `/inboxes/${id}`)
  await row(page, 'Once only').getByRole('checkbox').click()
  await page.getByRole('button', { name: 'Reset', exact: true }).click()
  await expect(dialog(page)).toContainText('R-000001')
  await expect(dialog(page)).toContainText('same ticket')
  await dialog(page).getByRole('button', { name: 'Reset 1 message' }).click()
  await expect(row(page, 'Once only')).toContainText('New')
  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(row(page, 'Once only')).toContainText('Processed', { timeout: 15_000 })
  await expect(row(page, 'Once only')).toContainText('R-000001')
  expect((await desk.ask('tickets.list', {})).total).toBe(1)
})

test('a ticket is closed, and its mail goes from the server after the grace time', async ({ page, desk, dovecot }) => {
  await hurry(desk)
  await desk.addUser('closing')
  await desk.deliver('closing', [question('Please close me')])
  const id = await desk.addInbox('closing', { email_storage: 'keep', remove_when_ticket_closes: true })
  await desk.ask('inboxes.poll', { id })
  const [ticket] = (await desk.ask('tickets.list', {})).rows
  if (!ticket) throw new Error('There is no ticket')
  const person = await desk.ask('persons.save', { firstName: 'Sam', name: 'Reed', addresses: ['sam@desk.example'] })
  await desk.ask('tickets.applyStimulus', { id: ticket.id, stimulus: 'ev_assign', fields: { agent_id: person.id } })
  await desk.ask('tickets.applyStimulus', {
    id: ticket.id,
    stimulus: 'ev_resolve',
    fields: { resolution_code: 'assistance', solution: 'Done.' },
  })

  await desk.open(page, `/tickets/${ticket.id}`)
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await expect(dialog(page)).toContainText('1 mail of this ticket')
  await dialog(page).getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(page.getByText('R-000001 is “Closed” now.')).toBeVisible()
  await expect.poll(() => dovecot.messageCount('closing', 'INBOX'), { timeout: 30_000 }).toBe(0)
})

test('two windows stay equal', async ({ page, desk, context }) => {
  await desk.addUser('twins')
  await desk.deliver('twins', [question('Seen by two')])
  const id = await desk.addInbox('twins')
  await desk.ask('inboxes.poll', { id })
  const second = await context.newPage()
  await desk.open(page, '/tickets')
  await second.goto(desk.url)
  await desk.open(second, '/tickets')
  await expect(row(second, 'Seen by two')).toContainText('New')

  await row(page, 'Seen by two').getByRole('link').first().click()
  await main(page).getByRole('button', { name: 'Edit', exact: true }).click()
  await dialog(page).getByLabel('Title').fill('Seen and renamed')
  await dialog(page).getByRole('button', { name: 'Save' }).click()
  await expect(row(second, 'Seen and renamed')).toBeVisible()

  await desk.deliver('twins', [question('Another one')])
  await desk.ask('inboxes.poll', { id })
  await desk.open(page, '/tickets')
  for (const each of [page, second]) await expect(row(each, 'Another one')).toBeVisible()
})

test('mail that tries everything, with names that try everything, shows as text everywhere', async ({ page, desk }) => {
  const evil = '<img src=x onerror="document.title=1">\u202e gpj.exe'
  const strange: string[] = []
  page.on('request', request => {
    const { protocol, hostname } = new URL(request.url())
    if (!['data:', 'blob:'].includes(protocol) && hostname !== '127.0.0.1') strange.push(request.url())
  })
  page.on('dialog', shown => strange.push(shown.message()))
  await desk.addUser('evil')
  await desk.deliver('evil', [
    {
      from: { name: evil, address: 'eve@evil.example' },
      to: 'helpdesk@desk.example',
      subject: evil,
      date: Date.now(),
      html: `<p>Words</p><script>alert(1)</script><img src="https://evil.example/t.png" onerror="alert(2)">
        <style>@import "https://evil.example/a.css"; p{background:url(https://evil.example/b.png)}</style>
        <svg onload="alert(3)"><a href="javascript:alert(4)">x</a></svg><a href="javascript:alert(5)">click</a>`,
      attachments: [{ name: evil, type: 'image/png', content: makePng(300, 60, '#aa3300') }],
    },
  ])
  const id = await desk.addInbox('evil')
  await desk.ask('inboxes.poll', { id })
  const [ticket] = (await desk.ask('tickets.list', {})).rows
  const [message] = (await desk.ask('messages.list', {})).rows
  const [person] = (await desk.ask('persons.list', {})).rows
  for (const place of [
    '/',
    `/inboxes/${id}`,
    `/messages/${message?.id}`,
    '/tickets',
    `/tickets/${ticket?.id}`,
    '/people',
    `/people/${person?.id}`,
    '/errors',
    '/outgoing',
  ]) {
    await desk.open(page, place)
    await main(page).getByRole('heading').first().waitFor()
    await expect(page.locator('main img[onerror], main svg[onload]')).toHaveCount(0)
  }
  await desk.open(page, '/tickets')
  await expect(row(page, '<img src=x')).toBeVisible()
  expect(await page.title()).not.toBe('1')
  expect(strange).toEqual([])
})
