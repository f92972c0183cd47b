import { filledDesk } from '../fakes/fake-desk.ts'
import { barriersOf } from './barriers.ts'
import { expect, test } from './fake-desk-host.ts'
import { openPlace } from './open-place.ts'

test('the form says in one sentence what will happen in the mailbox, and what saving calls off', async ({
  page,
  serve,
}) => {
  const { host, api } = await serve(filledDesk(Date.now()))
  await openPlace(page, host.url, '/inboxes/1/settings')
  const sentence = page.locator('.on-server-note')
  await expect(sentence).toHaveText(
    'Postdesk will delete: undesired mail after 7 days; ticket mail when the ticket closes.',
  )
  await page.getByRole('radio', { name: 'Is deleted from the server' }).check()
  await expect(sentence).toContainText('mail that cannot be processed')
  await page.getByRole('radio', { name: 'Stays for ever' }).check()
  await expect(sentence).toHaveText('Postdesk will never delete anything from this mailbox.')
  await expect(page.getByText('This has no effect while mail stays on the server for ever.').first()).toBeVisible()
  await page.getByRole('radio', { name: 'Stays on the server' }).check()
  await expect(page.getByText('Saving calls off 3 deletions or moves that are waiting.')).toBeVisible()
  expect(await barriersOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved. 3 waiting deletions or moves were called off.')).toBeVisible()
  expect(api.desk.inboxes[0]?.config).toMatchObject({ email_storage: 'keep', remove_when_ticket_closes: false })
})

test('an inbox can be read only: what else was chosen stays stored and is not asked for', async ({ page, serve }) => {
  const { host, api } = await serve(filledDesk(Date.now()))
  await openPlace(page, host.url, '/inboxes/1/settings')
  await page.getByRole('switch', { name: 'Read only' }).check({ force: true })
  await expect(page.locator('.on-server-note')).toContainText('will only read this mailbox')
  await expect(page.getByRole('radio', { name: 'Is deleted', exact: true })).toHaveCount(0)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('Saved.', { exact: false }).first()).toBeVisible()
  expect(api.desk.inboxes[0]?.config).toMatchObject({ readonly: true, remove_when_ticket_closes: true })
})

test('an older inbox asks once whether it was meant to be read only', async ({ page, serve }) => {
  const desk = filledDesk(Date.now())
  Object.assign(desk.inboxes[0] ?? {}, { asksReadonly: true })
  const { host, api } = await serve(desk)
  await openPlace(page, host.url, '/inboxes/1')
  const question = page.getByText('Was this inbox meant to be read only?')
  await expect(question).toBeVisible()
  expect(await barriersOf(page)).toEqual([])
  await page.getByRole('button', { name: 'Yes', exact: true }).click()
  await expect(page.getByText('This inbox is read only from now on. 3 waiting deletions')).toBeVisible()
  await expect(question).toBeHidden()
  expect(api.desk.inboxes[0]?.config.readonly).toBe(true)
})
