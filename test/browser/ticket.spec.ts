import type { Page } from '@playwright/test'
import { filledDesk, HOSTILE_NAME } from '../fakes/fake-desk.ts'
import { barriersOf, barriersOfMails } from './barriers.ts'
import { expect, test } from './fake-desk-host.ts'
import { openPlace } from './open-place.ts'

const now = () => Date.now()

function voicesOf(page: Page) {
  return page.getByRole('list', { name: 'Conversation' }).getByRole('article')
}

test.describe('a ticket', () => {
  test('is a conversation with the cut part folded and private notes of another kind', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/tickets/1')
    await expect(voicesOf(page)).toHaveCount(4)
    await expect(voicesOf(page).nth(1)).toContainText('Public')
    await expect(voicesOf(page).nth(2)).toContainText('Private note')
    const card = voicesOf(page).nth(2).locator('.voice-card')
    expect(await card.evaluate(element => getComputedStyle(element).borderStyle)).toBe('dashed')
    await expect(page.getByText('> Thank you, Jan.')).toBeHidden()
    await page.getByRole('button', { name: 'Quoted text · Gmail quote' }).click()
    await expect(page.getByText('> Thank you, Jan.')).toBeVisible()
    await expect(voicesOf(page).nth(3).getByRole('link', { name: 'Show the mail' })).toHaveAttribute(
      'href',
      '#/messages/3',
    )
  })

  test('puts a cut part back with one click, and folds it again', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/tickets/1')
    const voice = voicesOf(page).nth(3)
    const words = voice.locator('iframe').contentFrame()
    await expect(words.getByText('It prints again')).toBeVisible()
    await expect(words.getByText('> Thank you, Jan.')).toHaveCount(0)
    await voice.getByRole('button', { name: 'Put back' }).click()
    await expect(words.getByText('> Thank you, Jan.')).toBeVisible()
    await expect(voice.getByText('With its quoted text · Gmail quote')).toBeVisible()
    await expect(page.getByText('Quoted text put back: Jan de Vries')).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(words.getByText('> Thank you, Jan.')).toHaveCount(0)
    await expect(voice.getByRole('button', { name: 'Quoted text · Gmail quote' })).toBeVisible()

    await voice.getByRole('button', { name: 'Put back' }).press('Enter')
    await expect(words.getByText('> Thank you, Jan.')).toBeVisible()
    expect(await barriersOf(page)).toEqual([])
    await voice.getByRole('button', { name: 'Fold again' }).press('Enter')
    await expect(page.getByText('Quoted text folded again.')).toBeVisible()
    await expect(words.getByText('> Thank you, Jan.')).toHaveCount(0)
    expect(api.desk.tickets[0]?.entries[2]?.putBack).toBe(false)
  })

  test('says when a mail was written and when it came in', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/tickets/1')
    const times = voicesOf(page).locator('time')
    await expect(times.last()).toHaveAttribute('title', /^Mail of .+\nIn the ticket since /)
    await expect(times.nth(1)).toHaveAttribute('title', /^Written /)
  })

  test('takes public and private entries, and keeps a draft while one looks elsewhere', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/tickets/1')
    await expect(voicesOf(page)).toHaveCount(4)
    await page.keyboard.press('n')
    await page.keyboard.type('That is only dust.')
    await expect(page.getByText('Kept as a draft')).toBeVisible()
    await page.getByRole('link', { name: 'Jan de Vries' }).click()
    await expect(page).toHaveURL(/#\/people\/1$/)
    await page.goBack()
    await expect(page.getByRole('textbox', { name: 'Write an entry' })).toHaveValue('That is only dust.')
    await page.reload()
    const field = page.getByRole('textbox', { name: 'Write an entry' })
    await expect(field).toHaveValue('That is only dust.')

    await field.press('Control+Enter')
    await expect(voicesOf(page)).toHaveCount(5)
    await expect(field).toHaveValue('')
    await page.getByText('Private note').last().click()
    await field.fill('Order a new one.')
    await page.getByRole('button', { name: 'Add private note' }).click()
    await expect(voicesOf(page).nth(5)).toContainText('Private note')
    const logs = api.desk.tickets.find(({ id }) => id === '1')?.entries.map(({ log }) => log)
    expect(logs?.slice(-2)).toEqual(['public_log', 'private_log'])
  })

  test('keeps what was typed when it could not be added', async ({ page, serve }) => {
    const fail = () => {
      throw new Error('The store is busy.')
    }
    const { host } = await serve(filledDesk(now()), { 'tickets.addEntry': fail })
    await openPlace(page, host.url, '/tickets/1')
    const field = page.getByRole('textbox', { name: 'Write an entry' })
    await field.fill('Not lost.')
    await field.press('Control+Enter')
    await expect(page.getByText('The store is busy.')).toBeVisible()
    await expect(field).toHaveValue('Not lost.')
  })

  test('enlarges its pictures and gives its files as files that open nowhere', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/tickets/1')
    const files = page.getByRole('region', { name: 'Attachments' })
    await files.getByRole('button', { name: 'Enlarge panel.png' }).click()
    await expect(page.getByRole('dialog').getByRole('img', { name: 'panel.png' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()

    const download = page.waitForEvent('download')
    await files.getByRole('button', { name: 'Save event-log.txt' }).click()
    expect((await download).suggestedFilename()).toBe('event-log.txt')
    await page.getByText('1 left out').click()
    await expect(page.getByText('smaller than 100x20')).toBeVisible()
    await expect(files.getByRole('link', { name: 'See it in the mail' })).toHaveAttribute('href', '#/messages/3')
  })

  test('shows its caller, its mails with what became of them, and its history in words', async ({ page, serve }) => {
    const desk = filledDesk(now())
    const [ticket] = desk.tickets
    for (let at = 0; at < 9; at += 1) {
      ticket?.history.push({ at, origin: 'service', who: '', attribute: 'urgency', before: '2', after: '1' })
    }
    const { host } = await serve(desk)
    await openPlace(page, host.url, '/tickets/1')
    const caller = page.getByRole('region', { name: 'Caller' })
    await expect(caller.getByRole('link', { name: 'Klant BV' })).toHaveAttribute('href', '#/organisations/1')
    const mails = page.getByRole('region', { name: 'Mails behind it' })
    await expect(mails).toContainText('Opened this ticket')
    await expect(mails.getByRole('link').last()).toHaveAttribute('href', '#/messages/4')
    const history = page.getByRole('region', { name: 'History' })
    await expect(history).toContainText('Urgency: Low → Medium')
    await expect(history).toContainText('Created as R-000001')
    await expect(history.getByRole('listitem')).toHaveCount(10)
    await history.getByRole('button', { name: 'Show 2 older changes' }).click()
    await expect(history.getByRole('listitem')).toHaveCount(12)
  })

  test('shows hostile names as text', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/tickets/3')
    await expect(page.getByRole('region', { name: 'Caller' }).locator('bdi').first()).toHaveText(HOSTILE_NAME)
    await expect(page.getByRole('main').locator('script, img[src=x]')).toHaveCount(0)
  })
})

test.describe('moving a ticket along', () => {
  test('asks for the fields that the move needs, and says what is wrong at the field', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/tickets/1')
    await page.getByRole('button', { name: 'Mark as resolved' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('R-000001 becomes “Resolved” with these fields filled in.')
    await dialog.getByRole('button', { name: 'Mark as resolved' }).click()
    await expect(dialog.getByText('This may not be empty')).toHaveCount(2)
    await dialog.getByRole('combobox', { name: 'Resolution code' }).click()
    await page.getByRole('option', { name: 'Hardware repair' }).click()
    await dialog.getByRole('textbox', { name: 'Solution' }).fill('A new fuser')
    await dialog.getByRole('button', { name: 'Mark as resolved' }).click()
    await expect(page.getByText('R-000001 is “Resolved” now.')).toBeVisible()
    await expect(page.getByRole('main').getByText('Resolved', { exact: true })).toBeVisible()
    expect(api.desk.tickets[0]?.fields).toMatchObject({ resolution_code: 'hardware repair', solution: 'A new fuser' })
  })

  test('finds an agent by a part of the name', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/tickets/2')
    await page.getByRole('button', { name: 'Assign', exact: true }).click()
    await expect(page.getByRole('combobox', { name: 'Agent' })).toBeFocused()
    await page.keyboard.type('lot')
    await page.getByRole('option', { name: /Lotte Bakker/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Assign' }).click()
    await expect(
      page.getByRole('region', { name: 'Details' }).getByRole('link', { name: 'Lotte Bakker' }),
    ).toBeVisible()
    expect(api.desk.tickets[1]?.state).toBe('assigned')
  })

  test('shows what the engine refuses, at its field', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(now()), {
      'tickets.applyStimulus': () => {
        throw Object.assign(new Error('Solution names no cause.'), { field: 'fields.solution' })
      },
    })
    await openPlace(page, host.url, '/tickets/1')
    await expect(voicesOf(page)).toHaveCount(4)
    await page.keyboard.press('c')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Resolution code' }).click()
    await page.getByRole('option', { name: 'Training' }).click()
    await dialog.getByRole('textbox', { name: 'Solution' }).fill('x')
    await dialog.getByRole('button', { name: 'Mark as resolved' }).click()
    await expect(dialog.getByText('Solution names no cause.')).toBeVisible()
  })

  test('to its end says what follows for its mails on the server', async ({ page, serve }) => {
    const desk = filledDesk(now())
    const [ticket] = desk.tickets
    if (!ticket) throw new Error('no ticket')
    ticket.state = 'resolved'
    const kept = desk.messages.slice(0, 2).map(message => ({ ...message, state: 'processed' as const, ticketId: '1' }))
    const { host } = await serve(desk, {
      'messages.openView': ({ filter }) => {
        const rows = filter.ticketId === '1' ? kept : []
        return { viewId: 'm', total: rows.length, revision: 1, rows }
      },
      'messages.rows': () => ({ rows: kept }),
      'messages.closeView': () => ({}),
    })
    await openPlace(page, host.url, '/tickets/1')
    await expect(voicesOf(page)).toHaveCount(4)
    await page.keyboard.press('c')
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('2 mails of this ticket were kept on their server only until now')
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
    await expect(page.getByText('R-000001 is “Closed” now.')).toBeVisible()
  })

  test('into the bin only after a sentence that says what goes', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/tickets/1')
    await page.getByRole('button', { name: 'More actions for R-000001' }).click()
    await page.getByRole('menuitem', { name: 'Delete ticket R-000001' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText('with its 3 entries')
    await dialog.getByRole('button', { name: 'Delete ticket R-000001' }).click()
    await expect(page).toHaveURL(/#\/tickets$/)
    await expect(page.getByText('2 tickets')).toBeVisible()
  })
})

test.describe('editing a ticket', () => {
  test('sends what changed and shows a refused field', async ({ page, serve }) => {
    const sent: unknown[] = []
    const { host, api } = await serve(filledDesk(now()))
    const { dispatch } = api
    Object.assign(api, {
      dispatch: (name: string, input: unknown) => {
        if (name === 'tickets.edit') sent.push(input)
        return dispatch(name, input)
      },
    })
    await openPlace(page, host.url, '/tickets/1')
    await expect(voicesOf(page)).toHaveCount(4)
    await page.keyboard.press('e')
    const dialog = page.getByRole('dialog')
    const title = dialog.getByRole('textbox', { name: 'Title' })
    await expect(title).toBeFocused()
    await title.fill('')
    await expect(dialog.getByText('This may not be empty')).toBeVisible()
    await title.fill('A forbidden title')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog.getByText('Title may not hold this word.')).toBeVisible()
    await expect(title).toHaveAttribute('aria-invalid', 'true')
    await expect(title).toBeFocused()

    await title.fill('Printer <b>mended</b>')
    await dialog.getByRole('combobox', { name: 'Impact' }).click()
    await page.getByRole('option', { name: 'A department' }).click()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Printer <b>mended</b>')
    expect(sent.at(-1)).toEqual({ id: '1', fields: { title: 'Printer <b>mended</b>', impact: '1' } })
  })

  test('asks before it throws away what was typed', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(now()))
    await openPlace(page, host.url, '/tickets/1')
    await page.getByRole('region', { name: 'Details' }).getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('textbox', { name: 'Title' }).fill('Half a title')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Stay here' }).click()
    await expect(page.getByRole('button', { name: 'Stay here' })).toBeHidden()
    await expect(page.getByRole('textbox', { name: 'Title' })).toHaveValue('Half a title')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Leave without saving' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    expect(api.calls).not.toContain('tickets.edit')
  })
})

test('a ticket is answered, resolved and edited with the keyboard alone', async ({ page, serve }) => {
  const { host, api } = await serve(filledDesk(now()))
  await openPlace(page, host.url, '/tickets/1')
  await expect(voicesOf(page)).toHaveCount(4)
  await page.keyboard.press('n')
  await page.keyboard.type('Mended.')
  await page.keyboard.press('Control+Enter')
  await expect(voicesOf(page)).toHaveCount(5)
  await page.keyboard.press('Escape')

  await page.keyboard.press('c')
  await expect(page.getByRole('combobox', { name: 'Resolution code' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.type('A new fuser')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByText('R-000001 is “Resolved” now.')).toBeVisible()

  await page.keyboard.press('e')
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Fuser replaced')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Fuser replaced')
  expect(api.desk.tickets[0]).toMatchObject({ state: 'resolved', title: 'Fuser replaced' })
})

test('a ticket and its dialogs hinder nobody', async ({ page, serve }) => {
  test.slow()
  const { host } = await serve(filledDesk(now()))
  await openPlace(page, host.url, '/tickets/1')
  await expect(voicesOf(page)).toHaveCount(4)
  expect(await barriersOf(page)).toEqual([])
  expect(await barriersOfMails(page)).toEqual([])
  await page.keyboard.press('e')
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused()
  expect(await barriersOf(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.keyboard.press('c')
  await expect(page.getByRole('combobox', { name: 'Resolution code' })).toBeFocused()
  expect(await barriersOf(page)).toEqual([])
})
