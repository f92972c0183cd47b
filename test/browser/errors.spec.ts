import { filledDesk } from '../fakes/fake-desk.ts'
import { barriersOf } from './barriers.ts'
import { expect, test } from './fake-desk-host.ts'
import { deskOfStrangers, messageOf, rowsOf } from './messages-desk.ts'
import { openPlace } from './open-place.ts'

test.describe('errors', () => {
  test('are grouped by cause, each with whose mail it was and its remedy', async ({ page, serve }) => {
    const { host } = await serve(deskOfStrangers())
    await openPlace(page, host.url, '/errors')
    const unknown = page.getByRole('region', { name: 'Unknown caller' })
    await expect(unknown.getByRole('heading')).toHaveText('Unknown caller · 4')
    await expect(unknown).toContainText(/Anna Berg\s*2×/)
    await expect(unknown.getByRole('button', { name: 'Add these people…' })).toBeVisible()
    await expect(page.getByRole('region', { name: 'Too many mails at once' })).toContainText('Held')
    await expect(
      page.getByRole('region', { name: 'Unreadable mail' }).getByRole('link', { name: 'Look at it' }),
    ).toBeVisible()
    await expect(page.getByRole('main').locator('dd img, h2 img')).toHaveCount(0)
    expect(await barriersOf(page)).toEqual([])
  })

  test('of unknown people end when the people are added', async ({ page, serve }) => {
    const { host, api } = await serve(deskOfStrangers())
    await openPlace(page, host.url, '/errors')
    await page.getByRole('button', { name: 'Add these people…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add people' })
    await expect(dialog).toContainText('3 senders are no persons yet.')
    await expect(dialog.getByLabel('First name of anna@client.example')).toHaveValue('Anna')
    await expect(dialog.getByLabel('Name of anna@client.example', { exact: true })).toBeFocused()
    await expect(dialog.locator('img')).toHaveCount(0)
    expect(await barriersOf(page)).toEqual([])

    await dialog.getByLabel('Name of zoe@client.fr', { exact: true }).fill('')
    await expect(dialog.getByText('Give a name')).toBeVisible()
    await dialog.getByLabel('Name of zoe@client.fr', { exact: true }).fill('Lefèvre-Dubois')
    await dialog.getByLabel('Organisation of anna@client.example').fill('klant bv')
    await dialog.getByLabel('Organisation of zoe@client.fr').fill('Client SA')
    await expect(dialog.getByText('New organisation')).toHaveCount(1)
    await page.keyboard.press('Tab')
    await dialog.getByRole('button', { name: 'Add 3 people and retry' }).click()

    // One of them was refused: he stays with the reason, the others are done.
    await expect(dialog.getByRole('alert')).toContainText('belongs to Lotte Bakker already')
    await expect(dialog.getByRole('textbox', { name: /^Name of/ })).toHaveCount(1)
    await dialog.getByRole('checkbox', { name: 'Add taken@example.org' }).uncheck()
    await dialog.getByRole('button', { name: 'Retry' }).click()
    await expect(page.getByText('2 added, 4 messages tried again.')).toBeVisible()

    const added = api.desk.people.slice(-2)
    expect(added.map(person => [person.firstName, person.name, person.organisationName])).toEqual([
      ['Anna', 'Berg', 'Klant BV'],
      ['Zoé', 'Lefèvre-Dubois', 'Client SA'],
    ])
    expect(messageOf(api.desk, 'Accès refusé').state).toBe('processed')
    await expect(page.getByRole('heading', { name: 'Unknown caller · 1' })).toBeVisible()
  })

  test('are retried by cause, or all at once, after a sentence', async ({ page, serve }) => {
    const { host, api } = await serve(deskOfStrangers())
    for (const address of ['anna@client.example', 'zoe@client.fr', 'taken@example.org', 'eve@evil.example']) {
      api.desk.people.push({
        id: address,
        firstName: '',
        name: address,
        active: true,
        organisationId: null,
        organisationName: '',
        addresses: [address],
      })
    }
    await openPlace(page, host.url, '/errors')
    await page.getByRole('region', { name: 'Unknown caller' }).getByRole('button', { name: 'Retry all' }).click()
    await expect(page.getByRole('dialog')).toContainText('The 4 messages are decided now')
    await page.getByRole('button', { name: 'Process 4 messages now' }).click()
    await expect(page.getByText('4 messages decided.')).toBeVisible()
    await expect(page.getByRole('region', { name: 'Unknown caller' })).toHaveCount(0)

    await page.getByRole('region', { name: 'Too many mails' }).getByRole('button', { name: 'Process anyway…' }).click()
    await page.getByRole('button', { name: 'Process 1 message anyway' }).click()
    await expect(page.getByRole('region', { name: 'Too many mails' })).toHaveCount(0)

    await page.getByRole('button', { name: 'Retry everything' }).click()
    await page.getByRole('button', { name: 'Process 1 message now' }).click()
    await expect(page.getByText('Nothing waits for you')).toBeVisible()
    await expect(page.getByText(/mails were dealt with, and not one is left over/)).toBeVisible()
    expect(await barriersOf(page)).toEqual([])
  })

  test('of one cause have a page with everything that a list can do', async ({ page, serve }) => {
    const { host, api } = await serve(deskOfStrangers())
    await openPlace(page, host.url, '/errors')
    await page.getByRole('link', { name: 'Unknown caller · 4' }).click()
    await expect(page).toHaveURL(/#\/errors\/unknown-caller$/)
    await expect(rowsOf(page)).toHaveCount(4)
    expect(await barriersOf(page)).toEqual([])
    await page.keyboard.press('a')
    await expect(page.getByRole('toolbar').getByRole('button', { name: 'Move…' })).toHaveCount(0)
    await page.keyboard.press('i')
    await page.getByRole('button', { name: 'Ignore 4 messages' }).click()
    await expect(page.getByText('Nothing waits for this cause any more')).toBeVisible()
    expect(messageOf(api.desk, 'Accès refusé').state).toBe('ignored')
    await page.keyboard.press('ControlOrMeta+z')
    await expect(rowsOf(page)).toHaveCount(4)
    await page.keyboard.press('Escape')
    await expect(page).toHaveURL(/#\/errors$/)
  })

  test('without a name of their own stand under their reason', async ({ page, serve }) => {
    const desk = filledDesk(Date.now())
    messageOf(desk, 'Printer on fire').reason = 'Something <i>nobody</i> foresaw.'
    const { host } = await serve(desk)
    await openPlace(page, host.url, '/errors')
    await page.getByRole('link', { name: /Something <i>nobody<\/i> foresaw. · 1/ }).click()
    await expect(rowsOf(page)).toHaveCount(1)
    await expect(page.getByRole('heading', { name: 'Something <i>nobody</i> foresaw.' })).toBeVisible()
  })

  test('that cannot be asked for say why and come when asked again', async ({ page, serve }) => {
    let broken = true
    const { host } = await serve(filledDesk(Date.now()), {
      'messages.causes': () => {
        if (broken) throw new Error('The store is busy.')
        return []
      },
    })
    await openPlace(page, host.url, '/errors')
    await expect(page.getByRole('alert')).toContainText('The store is busy.')
    broken = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByText('Nothing waits for you')).toBeVisible()
  })
})
