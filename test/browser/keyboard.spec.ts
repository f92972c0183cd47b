import type { Locator, Page } from '@playwright/test'
import { expect, PASSWORD, test } from './real-desk.ts'

/** The stories of an administrator without a mouse: nothing below clicks, hovers or fills in past the keyboard. */

const main = (page: Page): Locator => page.getByRole('main')
const dialog = (page: Page): Locator => page.getByRole('dialog')
const row = (page: Page, text: string): Locator => main(page).getByRole('row').filter({ hasText: text })
const isFocused = (target: Locator) => target.evaluate(element => element === document.activeElement)

/** Tab until the focus is there, as a person would; the focus has to be visible on the way's end. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor()
  for (let steps = 0; steps < 150; steps += 1) {
    if (await isFocused(target)) {
      const outlined = await target.evaluate(element => {
        const box = element.closest('.mantine-InputWrapper-root, label') ?? element
        // A list shows it at the row that the keys are on.
        const active = element.querySelector('.view-row.active') ?? element
        const styles = [element, box, active, element.parentElement ?? element].map(each => getComputedStyle(each))
        return (
          styles.some(style => style.outlineStyle !== 'none' || style.boxShadow !== 'none') ||
          element.matches('input, textarea')
        )
      })
      expect(outlined, 'the focus can be seen').toBe(true)
      return
    }
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${target}`)
}

async function press(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('Enter')
}

async function type(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target)
  await page.keyboard.press('Control+a')
  await page.keyboard.type(text)
}

/** Goes somewhere by the command palette. */
async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('textbox', { name: 'What do you want to do?' })).toBeFocused()
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
}

test('every story can be done with the keyboard alone', async ({ page, desk, dovecot }) => {
  test.setTimeout(240_000)
  await desk.ask('settings.save', { values: { periodicity: 5, server_action_grace_seconds: 30 } })

  await test.step('the sample mailbox becomes tickets', async () => {
    await desk.open(page)
    await press(page, page.getByRole('button', { name: 'Try the sample mailbox' }))
    await expect(page).toHaveURL(/#\/tickets$/, { timeout: 30_000 })
    await row(page, 'Humidity').first().waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('humidity')
    await expect(main(page).locator('mark').first()).toBeVisible()
    await page.keyboard.press('Tab')
    await tabTo(page, main(page).getByRole('grid'))
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/#\/tickets\/\d+$/)
    await expect(main(page).getByRole('heading', { name: /Humidity/ })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page).toHaveURL(/#\/tickets$/)
    // The list is found again as it was left.
    await expect(page.getByRole('searchbox')).toHaveValue('humidity')
    await page.keyboard.press('/')
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    await expect(main(page).locator('mark')).toHaveCount(0)
  })

  await test.step('a mailbox is added, tested and looked at', async () => {
    await desk.addUser('keys')
    await desk.deliver('keys', [
      { from: 'a@unknown.example', to: 'k@desk.example', subject: 'Before the keys', date: Date.now(), text: 'x' },
    ])
    await command(page, 'Add an inbox')
    await expect(page).toHaveURL(/#\/inboxes\/new$/)
    const goOn = page.getByRole('button', { name: 'Continue', exact: true })
    const password = page.getByRole('textbox', { name: 'Password' })
    await expect(page.getByRole('textbox', { name: 'E-mail address' })).toBeFocused()
    await page.keyboard.type('keys@desk.example')
    await page.keyboard.press('Enter')
    // Nobody has a server for this domain.
    await expect(page.getByRole('textbox', { name: 'Server' })).toBeFocused({ timeout: 30_000 })
    await type(page, page.getByRole('textbox', { name: 'Server' }), dovecot.host)
    await type(page, page.getByLabel('Port'), String(dovecot.ports.imaps))
    await page.keyboard.press('Enter')
    await expect(password).toBeFocused()
    await page.keyboard.type('wrong')
    await type(page, page.getByLabel('User name'), 'keys')
    await page.keyboard.press('Enter')
    // Nobody vouches for this server's certificate.
    await expect(page.getByRole('button', { name: 'Trust this certificate' })).toBeFocused({ timeout: 20_000 })
    await page.keyboard.press('Enter')
    await press(page, dialog(page).getByRole('button', { name: 'Trust this certificate' }))
    await expect(password).toBeFocused({ timeout: 20_000 })
    await page.keyboard.press('Control+a')
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press('Enter')
    await expect(goOn).toBeFocused({ timeout: 20_000 })
    await page.keyboard.press('Enter')
    await expect(page.getByRole('radio', { name: 'INBOX', exact: true })).toBeFocused({ timeout: 20_000 })
    await page.keyboard.press('Enter')
    await expect(page.getByRole('radio', { name: /^User request/ })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByText('1 mail is marked as ignored')).toBeVisible({ timeout: 20_000 })
    await page.keyboard.press('Enter')
    await expect(main(page).getByRole('heading', { name: 'Keys' })).toBeVisible()
  })

  await test.step('an unknown sender becomes a person, and his mail a ticket', async () => {
    await desk.deliver('keys', [
      {
        from: 'Noor Bakker <noor@nieuw.example>',
        to: 'k@desk.example',
        subject: 'By keys',
        date: Date.now(),
        text: 'x',
      },
      { from: 'Otto <otto@oud.example>', to: 'k@desk.example', subject: 'Not wanted', date: Date.now(), text: 'x' },
    ])
    await page.keyboard.press('g')
    await page.keyboard.press('e')
    await expect(page).toHaveURL(/#\/errors$/)
    await press(page, main(page).getByRole('button', { name: 'Add these people…' }))
    const otto = dialog(page).getByRole('checkbox', { name: 'Add otto@oud.example' })
    await tabTo(page, otto)
    await page.keyboard.press('Space')
    await press(page, dialog(page).getByRole('button', { name: 'Add 1 person and retry' }))
    await expect(dialog(page)).toBeHidden()
    await page.keyboard.press('g')
    await page.keyboard.press('t')
    await expect(row(page, 'By keys')).toBeVisible({ timeout: 20_000 })
  })

  await test.step('ignore, delete and its undo, reset', async () => {
    await command(page, 'Keys')
    await row(page, 'Not wanted').waitFor()
    const grid = main(page).getByRole('grid')
    await tabTo(page, grid)
    await walkTo(page, 'Not wanted')
    await page.keyboard.press('x')
    await page.keyboard.press('i')
    await press(page, dialog(page).getByRole('button', { name: 'Ignore 1 message' }))
    await expect(row(page, 'Not wanted')).toContainText('Ignored')

    await tabTo(page, grid)
    await walkTo(page, 'Not wanted')
    await page.keyboard.press('x')
    await page.keyboard.press('Delete')
    await press(page, dialog(page).getByRole('button', { name: 'Delete 1 mail from server' }))
    await expect(dialog(page)).toBeHidden()
    await page.keyboard.press('Control+z')
    await expect(page.getByText('Taken back.')).toBeVisible()
    expect(await dovecot.messageCount('keys', 'INBOX')).toBe(3)

    await tabTo(page, grid)
    await walkTo(page, 'By keys')
    await page.keyboard.press('x')
    await page.keyboard.press('r')
    await expect(dialog(page)).toContainText('same ticket')
    await press(page, dialog(page).getByRole('button', { name: 'Reset 1 message' }))
    await expect(row(page, 'By keys')).toContainText('New')
    await expect(dialog(page)).toBeHidden()
  })

  await test.step('a ticket is closed', async () => {
    const { rows } = await desk.ask('tickets.list', {})
    const ticket = rows.find(each => each.title === 'By keys')
    if (!ticket) throw new Error('There is no ticket')
    const person = await desk.ask('persons.save', { firstName: 'Sam', name: 'Reed', addresses: ['sam@desk.example'] })
    await desk.ask('tickets.applyStimulus', { id: ticket.id, stimulus: 'ev_assign', fields: { agent_id: person.id } })
    await desk.ask('tickets.applyStimulus', { id: ticket.id, stimulus: 'ev_resolve', fields: { solution: 'Done.' } })
    await page.keyboard.press('g')
    await page.keyboard.press('t')
    await expect(page).toHaveURL(/#\/tickets$/)
    await row(page, 'By keys').waitFor()
    await tabTo(page, main(page).getByRole('grid'))
    await walkTo(page, 'By keys')
    await page.keyboard.press('Enter')
    await expect(main(page).getByRole('heading', { name: 'By keys' })).toBeVisible()
    await page.keyboard.press('c')
    await press(page, dialog(page).getByRole('button', { name: 'Close', exact: true }).last())
    await expect(page.getByText('is “Closed” now.')).toBeVisible()
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible()
  })
})

/** Down the list until the row is the active one. */
async function walkTo(page: Page, text: string): Promise<void> {
  const grid = main(page).getByRole('grid')
  await page.keyboard.press('Home')
  for (let steps = 0; steps < 60; steps += 1) {
    const active = await grid.getAttribute('aria-activedescendant')
    if (active && ((await page.locator(`#${active}`).textContent()) ?? '').includes(text)) return
    await page.keyboard.press('j')
  }
  throw new Error(`The list has no row ${text}`)
}
