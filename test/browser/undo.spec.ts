import type { Page } from '@playwright/test'
import type { FakeApi } from '../fakes/fake-api.ts'
import { filledDesk } from '../fakes/fake-desk.ts'
import { expect, test } from './fake-desk-host.ts'
import { messageOf, rowsOf } from './messages-desk.ts'
import { openPlace } from './open-place.ts'

/** A desk that deletes at once, and answers when it is told to. */
function holdAnswers(api: FakeApi): () => void {
  const { promise: told, resolve: tell } = Promise.withResolvers<void>()
  const { dispatch } = api
  api.dispatch = async (name, ...rest) => {
    const reply = await dispatch(name, ...rest)
    if (name === 'messages.delete') await told
    return reply
  }
  return tell
}

/** One message was ignored, and the deletion of another one is under way. */
async function ignoreAndDelete(page: Page, api: FakeApi): Promise<void> {
  await rowsOf(page).filter({ hasText: 'Re: accès VPN' }).getByRole('checkbox').check()
  await page.getByRole('toolbar').getByRole('button', { name: 'Ignore' }).click()
  await page.getByRole('button', { name: 'Ignore 1 message' }).click()
  await expect(page.getByText('1 message ignored.')).toBeVisible()
  await rowsOf(page).filter({ hasText: 'Factuur' }).getByRole('checkbox').check()
  await page.getByRole('toolbar').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('button', { name: 'Delete 1 mail from server' }).click()
  await expect.poll(() => api.calls).toContain('messages.delete')
}

test('the key for Undo means the command that is under way, not the one before it', async ({ page, serve }) => {
  const { host, api } = await serve(filledDesk(Date.now()))
  const answer = holdAnswers(api)
  await openPlace(page, host.url, '/inboxes/1')
  await ignoreAndDelete(page, api)
  await page.keyboard.press('ControlOrMeta+z')
  answer()
  await expect(page.getByText('Taken back.')).toBeVisible()
  expect(messageOf(api.desk, 'Factuur').presence).toBe('on-server')
  expect(messageOf(api.desk, 'accès VPN').state).toBe('ignored')
})

test('each Undo says what it takes back, and a press of it is not lost when another one comes meanwhile', async ({
  page,
  serve,
}) => {
  const { host, api } = await serve(filledDesk(Date.now()))
  const answer = holdAnswers(api)
  await openPlace(page, host.url, '/inboxes/1')
  await ignoreAndDelete(page, api)
  const undoIgnore = page.getByRole('button', { name: 'Undo: 1 message ignored.' })
  await undoIgnore.hover()
  await page.mouse.down()
  answer()
  await expect(page.getByRole('button', { name: 'Undo: 1 mail will be deleted' })).toBeVisible()
  await page.mouse.up()
  await expect(page.getByText('Taken back.')).toBeVisible()
  expect(messageOf(api.desk, 'accès VPN').state).toBe('new')
  expect(messageOf(api.desk, 'Factuur').presence).toBe('action-waiting')
})
