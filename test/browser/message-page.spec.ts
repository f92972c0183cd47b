import { validSignature } from '../fakes/fake-bodies.ts'
import { filledDesk } from '../fakes/fake-desk.ts'
import { barriersOf } from './barriers.ts'
import { expect, test } from './fake-desk-host.ts'
import { messageOf } from './messages-desk.ts'
import { openPlace } from './open-place.ts'

test.describe('the page of a message', () => {
  test('shows the new part, what was cut with its rule, and the mail as it came', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/messages/3')
    await expect(page.getByRole('heading', { name: 'Factuur ontbreekt' })).toBeVisible()
    await expect(page.getByText('A known caller, no reference to a ticket')).toBeVisible()
    await expect(page.getByText('it prints again, thank you!')).toBeVisible()
    await expect(page.getByText('> Thank you. A technician')).toBeHidden()
    const cut = page.getByRole('button', { name: 'Quoted text · “… wrote:” line' })
    await cut.press('Enter')
    await expect(page.getByText('> Thank you. A technician')).toBeVisible()
    await page.getByRole('button', { name: 'Show the mail as it came' }).click()
    await expect(cut).toHaveCount(0)
    await expect(page.getByText('> Thank you. A technician')).toBeVisible()
    expect(await barriersOf(page)).toEqual([])
  })

  test('tells of a signature, of what was guessed, and of a report whom it could not reach', async ({
    page,
    serve,
  }) => {
    const desk = filledDesk(Date.now())
    const { host } = await serve(desk)
    await openPlace(page, host.url, '/messages/3')
    const notes = page.getByRole('tabpanel').getByRole('listitem')
    await expect(notes).toHaveText([
      /^Signature validS\/MIMEJan de Vries <jan@klant.example>The text is as it was signed/,
    ])

    desk.bodies.set('1', { signature: { ...validSignature(), addressMatchesFrom: false } })
    await openPlace(page, host.url, '/messages/1')
    await expect(notes).toHaveText([/^Signature valid, but not the sender’s/])
    desk.bodies.set('2', {
      signature: {
        ...validSignature(),
        kind: 'pgp',
        state: 'invalid',
        signer: null,
        why: 'It was changed on its way.',
      },
      warnings: ['A boundary was guessed.', 'The picture “<b>big</b>.png” was not made smaller.'],
    })
    await openPlace(page, host.url, '/messages/2')
    await expect(notes).toHaveText([
      'Signature does not fit the textPGPIt was changed on its way.',
      'A boundary was guessed.',
      'The picture “<b>big</b>.png” was not made smaller.',
    ])
    expect(await barriersOf(page)).toEqual([])

    const recipients = [
      { address: 'anna@client.example', status: '5.1.1', hard: true },
      { address: 'full@client.example', status: '4.2.2', hard: false },
      { address: 'odd@client.example', status: null, hard: false },
    ]
    desk.bodies.set('5', { automatic: { kind: 'bounce', evidence: 'content-type: multipart/report', recipients } })
    await openPlace(page, host.url, '/messages/5')
    await expect(page.getByText('Delivery report', { exact: true })).toBeVisible()
    await expect(page.getByRole('list', { name: 'Not delivered to' }).getByRole('listitem')).toHaveText([
      'anna@client.example5.1.1address unknownpermanent',
      'full@client.example4.2.2mailbox fulltemporary',
      'odd@client.exampletemporary',
    ])
    expect(await barriersOf(page)).toEqual([])
  })

  test('has its headers, its parts to save and its story', async ({ page, serve }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/messages/1')
    await page.getByRole('tab', { name: 'Headers' }).click()
    await expect(page.getByRole('rowheader', { name: 'Received' })).toHaveCount(2)
    expect(await barriersOf(page)).toEqual([])

    await page.getByRole('tab', { name: /Parts/ }).click()
    const excluded = page.getByRole('row').filter({ hasText: 'setup.exe' })
    await expect(excluded).toContainText('Left out')
    await expect(excluded).toContainText('exclude_attachment_types')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save event-log.txt' }).click()
    expect((await download).suggestedFilename()).toBe('event-log.txt')
    expect(await barriersOf(page)).toEqual([])

    await page.getByRole('tab', { name: 'Trace' }).click()
    const story = page.getByRole('list', { name: 'Step by step' }).getByRole('listitem')
    await expect(story).toHaveCount(4)
    await expect(story.last()).toContainText('No person has the address')
    await expect(page.getByText('From: Anna Berg')).toBeHidden()
    await story.last().getByText('Evidence').click()
    await expect(page.getByText('From: Anna Berg')).toBeVisible()
    await expect(page.getByText('4 steps in 1.1 ms')).toBeVisible()
    expect(await barriersOf(page)).toEqual([])

    const raw = page.waitForEvent('download')
    await page.keyboard.press('s')
    expect((await raw).suggestedFilename()).toBe('Printer on fire.eml')
  })

  test('says when the mail has not been fetched', async ({ page, serve }) => {
    const desk = filledDesk(Date.now())
    Object.assign(messageOf(desk, 'accès VPN'), { raw: 'none', trace: [] })
    const { host, api } = await serve(desk)
    await openPlace(page, host.url, '/messages/2')
    await expect(page.getByText('This mail has not been fetched yet')).toBeVisible()
    await page.getByRole('tab', { name: 'Trace' }).click()
    await expect(page.getByText('This message has not been decided yet')).toBeVisible()
    expect(api.calls).not.toContain('messages.body')
    await page.getByRole('button', { name: 'Process now' }).click()
    await expect(page.getByRole('dialog')).toContainText('1 mail has never been fetched: that happens first.')
  })

  test('previews what would happen beside the mail with its cut part, and changes nothing', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/messages/2')
    await page.getByRole('button', { name: 'Preview' }).click()
    const outcome = page.getByRole('region', { name: 'What would happen' })
    await expect(outcome).toContainText('R-000002 would get an entry.')
    await expect(outcome).toContainText('New person')
    await expect(outcome).toContainText('Lotte Bakker')
    await expect(outcome).toContainText('The mail would be moved to INBOX/Processed.')
    await expect(outcome.getByRole('listitem').filter({ hasText: 'setup.exe' })).toContainText('are excluded')
    await expect(page.getByRole('region', { name: 'The mail', exact: true })).toContainText('> Thank you. A technician')
    await expect(page.getByRole('list', { name: 'Step by step' })).toBeVisible()
    expect(await barriersOf(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Preview' })).toBeFocused()
    expect(api.desk.messages[1]?.state).toBe('new')
    expect(api.calls).not.toContain('messages.process')
  })

  test('puts the message into the ticket that a person names', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/messages/1')
    await page.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: /Process into ticket…/ }).click()
    const dialog = page.getByRole('dialog', { name: 'Process into a ticket' })
    await expect(dialog.getByRole('option')).toHaveCount(3)
    await expect(dialog.locator('img, script')).toHaveCount(0)
    await page.keyboard.type('no such words')
    await expect(dialog.getByText('No ticket holds these words')).toBeVisible()
    await dialog.getByRole('combobox').fill('доступ')
    await expect(dialog.getByRole('option')).toHaveCount(1)
    await page.keyboard.press('ArrowDown')
    await expect(dialog.getByRole('option')).toHaveAttribute('aria-selected', 'true')
    await expect(dialog).toContainText('is added to this ticket')
    expect(await barriersOf(page)).toEqual([])
    await page.keyboard.press('Enter')
    await expect(page.getByText('Processed into R-000002.')).toBeVisible()
    await expect(page.getByRole('main').getByRole('link', { name: 'R-000002' })).toBeVisible()
    expect(messageOf(api.desk, 'Printer on fire').ticketRef).toBe('R-000002')
  })

  test('processes anyway after a sentence that says what is passed over', async ({ page, serve }) => {
    const { host, api } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/messages/6')
    await page.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Process anyway…' }).click()
    await expect(page.getByRole('dialog')).toContainText('past the rule that stopped it')
    await page.getByRole('button', { name: 'Process 1 message anyway' }).click()
    await expect(page.getByText('1 message processed anyway.')).toBeVisible()
    await expect(page.getByRole('main').getByText('Processed', { exact: true })).toBeVisible()
    expect(messageOf(api.desk, 'Disk 91').state).toBe('processed')
  })

  test('shows a hostile mail harmlessly, with the pictures it carries', async ({ page, serve, trap }) => {
    const { host } = await serve(filledDesk(Date.now()))
    await openPlace(page, host.url, '/messages/7')
    const frame = page.getByRole('tabpanel').locator('iframe[title="Mail"]')
    await expect(frame).toHaveAttribute('sandbox', '')
    const mail = frame.contentFrame()
    await expect(mail.getByText('see the picture:')).toBeVisible()
    await expect(mail.locator('img').first()).toHaveJSProperty('naturalWidth', 120)
    await expect(mail.locator('script, form, iframe, meta[http-equiv=refresh]')).toHaveCount(0)
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    await expect(page.getByText('nested 1,000 deep; what lies deeper')).toBeVisible()
    await page.getByRole('tab', { name: /Parts/ }).click()
    await expect(page.getByRole('row').filter({ hasText: 'Eve <img' })).toBeVisible()
    await expect(page.getByRole('main').locator('td img, td script, dd img')).toHaveCount(0)
    expect(trap.connections()).toBe(0)
  })
})
