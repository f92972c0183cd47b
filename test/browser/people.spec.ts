import { busyDesk } from '../fakes/busy-desk.ts'
import { emptyDesk, filledDesk } from '../fakes/fake-desk.ts'
import { barriersOf } from './barriers.ts'
import { expect, test } from './fake-desk-host.ts'
import { openPlace } from './open-place.ts'

const now = () => Date.now()

test.describe('people', () => {
  test('are 20,000 in one list, found by name or address, and opened by keyboard', async ({ page, serve }) => {
    const { host } = await serve(busyDesk(now(), 0, 20_000))
    await openPlace(page, host.url, '/people')
    await expect(page.getByText('20,004 people')).toBeVisible()
    const rows = page.getByRole('grid', { name: 'People' }).getByRole('row')
    expect(await rows.count()).toBeLessThan(60)
    await page.getByRole('grid', { name: 'People' }).focus()
    await page.keyboard.press('End')
    await expect(rows.filter({ hasText: 'person20000@klant.example' })).toBeVisible()
    await page.keyboard.press('/')
    await page.keyboard.type('j.devries@')
    await expect(page.getByText('1 person', { exact: true })).toBeVisible()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/#\/people\/1$/)
  })

  test('are none at first, and that says where they come from', async ({ page, serve }) => {
    const { host } = await serve(emptyDesk())
    await openPlace(page, host.url, '/people')
    await expect(page.getByText('No people yet')).toBeVisible()
    await page.keyboard.press('n')
    await expect(page).toHaveURL(/#\/people\/new$/)
  })
})

test.describe('a person', () => {
  test('is added with an organisation made on the way', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/people/new')
    const save = page.getByRole('button', { name: 'Save' })
    await save.click()
    await expect(page.getByText('Write a last name')).toBeVisible()
    await expect(page.getByText('Write at least one address')).toBeVisible()
    await expect(page.getByRole('textbox', { name: 'Last name' })).toBeFocused()
    await page.getByRole('textbox', { name: 'First name' }).fill('Zoë')
    await page.getByRole('textbox', { name: 'Last name' }).fill('Ångström')
    await page.getByRole('combobox', { name: 'Organisation' }).fill('Nieuw & Zoon')
    await page.getByRole('option', { name: 'Add “Nieuw & Zoon”' }).click()
    await page.getByRole('textbox', { name: 'Address 1' }).fill('zoe at example')
    await expect(page.getByText('Write one e-mail address, such as anna@example.org')).toBeVisible()
    await page.getByRole('textbox', { name: 'Address 1' }).fill('zoe@nieuw.example')
    await save.click()
    await expect(page).toHaveURL(/#\/people\/p5$/)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Zoë Ångström')
    expect(api.desk.people.at(-1)).toMatchObject({
      firstName: 'Zoë',
      name: 'Ångström',
      organisationName: 'Nieuw & Zoon',
      addresses: ['zoe@nieuw.example'],
      active: true,
    })
  })

  test('has addresses in an order, refused where the engine refuses them', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/people/1')
    await expect(page.getByRole('textbox', { name: 'Address 1' })).toHaveValue('jan@klant.example')
    await page.getByRole('button', { name: 'Move j.devries@klant.example up' }).click()
    await expect(page.getByRole('textbox', { name: 'Address 1' })).toHaveValue('j.devries@klant.example')
    await page.getByRole('button', { name: 'Add an address' }).click()
    await expect(page.getByRole('textbox', { name: 'Address 3' })).toBeFocused()
    await page.keyboard.type('JAN@klant.example')
    await expect(page.getByText('This address is there already')).toBeVisible()
    await page.getByRole('textbox', { name: 'Address 3' }).fill('taken@example.org')
    await page.keyboard.press('Control+s')
    await expect(page.getByText('taken@example.org belongs to Lotte Bakker already.')).toBeVisible()
    await expect(page.getByRole('textbox', { name: 'Address 3' })).toHaveAttribute('aria-invalid', 'true')
    await page.getByRole('button', { name: 'Remove taken@example.org' }).click()
    await page.getByRole('switch', { name: 'Active' }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Jan de Vries saved.')).toBeVisible()
    expect(api.desk.people[0]).toMatchObject({
      active: false,
      addresses: ['j.devries@klant.example', 'jan@klant.example'],
    })
  })

  test('is not left with something unsaved unless one says so', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/people/1')
    await page.getByRole('textbox', { name: 'First name' }).fill('Johan')
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tickets' }).click()
    await page.getByRole('button', { name: 'Stay here' }).click()
    await expect(page).toHaveURL(/#\/people\/1$/)
    await page.getByRole('button', { name: 'Discard' }).click()
    await expect(page.getByRole('textbox', { name: 'First name' })).toHaveValue('Jan')
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tickets' }).click()
    await expect(page).toHaveURL(/#\/tickets$/)
  })

  test('has tickets, which open in the list as a filter', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/people/1')
    const own = page.getByRole('grid', { name: 'Tickets of Jan de Vries' })
    await expect(own.getByRole('link')).toHaveText(['Printer on the second floor stops with E-502'])
    await page.getByRole('button', { name: 'Open in the ticket list' }).click()
    await expect(page).toHaveURL(/#\/tickets$/)
    await expect(page.getByText('1 of 3 tickets')).toBeVisible()
    await page.getByRole('button', { name: 'Remove the filter “Jan de Vries”' }).click()
    await expect(page.getByText('3 tickets')).toBeVisible()
  })

  test('is edited with the keyboard alone', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/people')
    await expect(page.getByRole('link', { name: 'Lotte Bakker' })).toBeVisible()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/#\/people\/2$/)
    const first = page.getByRole('textbox', { name: 'First name' })
    await expect(first).toHaveValue('Lotte')
    for (let at = 0; at < 40 && !(await first.evaluate(field => field === document.activeElement)); at += 1) {
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Charlotte')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Charlotte Bakker saved.')).toBeVisible()
    expect(api.desk.people[1]?.firstName).toBe('Charlotte')
  })
})

test.describe('organisations', () => {
  test('are added with their domains, checked as typed and refused at the field', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/organisations')
    await page.getByRole('button', { name: 'Add an organisation' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Klant BV')
    await page.getByRole('button', { name: 'Add a domain' }).click()
    await page.keyboard.type('not a domain')
    await expect(page.getByText('Write a domain, such as example.org')).toBeVisible()
    await page.getByRole('textbox', { name: 'Domain 1' }).fill('новый.example')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('There is an organisation named Klant BV already.')).toBeVisible()
    await page.getByRole('textbox', { name: 'Name' }).fill('Новый')
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Новый')
    expect(api.desk.organisations.at(-1)).toMatchObject({ name: 'Новый', domains: ['новый.example'] })
  })

  test('show their people and their tickets', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/organisations')
    await page.getByRole('searchbox').fill('klant.nl')
    await expect(page.getByText('1 organisation', { exact: true })).toBeVisible()
    await page.getByRole('link', { name: 'Klant BV' }).click()
    const people = page.getByRole('grid', { name: 'People of Klant BV' })
    await expect(people.getByRole('link')).toHaveText(['Jan de Vries', 'Lotte Bakker'])
    await page.getByRole('tab', { name: 'Tickets' }).click()
    await expect(page.getByRole('grid', { name: 'Tickets of Klant BV' }).getByRole('link')).toHaveCount(1)
  })
})

test('people and organisations hinder nobody', async ({ page, serve }) => {
  test.slow()
  const { host } = await serve(filledDesk(now()))
  await openPlace(page, host.url, '/people')
  await expect(page.getByRole('link', { name: 'Lotte Bakker' })).toBeVisible()
  expect(await barriersOf(page)).toEqual([])
  await page.goto(`${page.url().split('#')[0]}#/people/1`)
  await expect(page.getByRole('textbox', { name: 'Address 1' })).toBeVisible()
  await expect(page.getByRole('grid').getByRole('link')).toHaveCount(1)
  await page.getByRole('textbox', { name: 'Last name' }).fill('')
  await expect(page.getByText('Write a last name')).toBeVisible()
  expect(await barriersOf(page)).toEqual([])
  await page.getByRole('textbox', { name: 'Last name' }).fill('de Vries')
  await page.goto(`${page.url().split('#')[0]}#/organisations/1`)
  await expect(page.getByRole('grid').getByRole('link')).toHaveCount(2)
  expect(await barriersOf(page)).toEqual([])
})
