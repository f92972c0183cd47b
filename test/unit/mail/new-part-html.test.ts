import { describe, expect, it } from 'vitest'
import { htmlMail, mailOf } from './reading.ts'

async function newPartOf(html: string, subject?: string, htmlTagsToRemove = {}) {
  return (await mailOf(htmlMail(html, subject), { htmlTagsToRemove })).newPart
}

const header =
  '<b>From:</b> Desk<br><b>Sent:</b> Monday, 5 January 2026<br><b>To:</b> Jane<br><b>Subject:</b> RE: printer'

describe('the new part of an HTML reply', () => {
  it.each([
    [
      'Gmail',
      'gmail-quote',
      '<div dir="ltr">New.</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Mon, 5 Jan 2026, Desk wrote:<br></div><blockquote class="gmail_quote">Old.</blockquote></div>',
    ],
    [
      'Outlook on the web',
      'outlook-quote',
      `<div>New.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">${header}</div><div>Old.</div>`,
    ],
    [
      'Outlook on the web, quoted twice',
      'outlook-quote',
      `<div>New.</div><div id="x_divRplyFwdMsg">${header}</div><div>Old.</div>`,
    ],
    [
      'Outlook on the desktop',
      'outlook-border',
      `<div class="WordSection1"><p>New.</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm"><p>${header}</p></div></div><p>Old.</p></div>`,
    ],
    [
      'Outlook for Mac',
      'outlook-quote',
      `<div>New.</div><span id="OLK_SRC_BODY_SECTION"><div>${header}</div>Old.</span>`,
    ],
    ['Outlook without any mark', 'header-block', `<p>New.</p><p>${header}</p><p>Old.</p>`],
    [
      'Apple Mail',
      'cite-quote',
      '<div>New.<br><blockquote type="cite"><div>On 5 Jan 2026, at 10:00, Desk &lt;desk@example.org&gt; wrote:</div><div>Old.</div></blockquote></div>',
    ],
    [
      'Thunderbird',
      'thunderbird-quote',
      '<p>New.</p><div class="moz-cite-prefix">Am 05.01.26 um 10:00 schrieb Desk:<br></div><blockquote type="cite">Old.</blockquote>',
    ],
    [
      'Yahoo',
      'yahoo-quote',
      '<div>New.</div><div id="yahoo_quoted_123" class="yahoo_quoted"><div>On Monday, Desk wrote:</div>Old.</div>',
    ],
    [
      'Proton',
      'proton-quote',
      '<div>New.</div><div class="protonmail_quote">On Monday Desk wrote:<br><blockquote>Old.</blockquote></div>',
    ],
  ])('is what stands outside of the quote: %s', async (_, rule, html) => {
    const part = await newPartOf(html)
    expect(part.text).toBe('New.')
    expect(part.html).not.toContain('Old.')
    expect(part.cutText).toContain('Old.')
    expect(part.rule).toBe(rule)
  })

  it('drops the attribution above a bare quote, also when it is wrapped', async () => {
    const html =
      '<div>New.</div><div>On Mon, 5 Jan 2026 at 10:00, Desk<br>&lt;desk@example.org&gt; wrote:</div><blockquote>Old.</blockquote>'
    expect((await newPartOf(html, undefined, { blockquote: [] })).text).toBe('New.')
  })

  it('cuts an element by any of its classes', async () => {
    const part = await newPartOf('<p>New.</p><div class="a OLD b">Old.</div>', undefined, { div: ['old'] })
    expect(part).toMatchObject({ text: 'New.', rule: 'html-tags-to-remove div' })
  })

  it('keeps an answer below the quote', async () => {
    const part = await newPartOf('<blockquote type="cite">Old.</blockquote><p>New.</p>')
    expect(part.text).toBe('New.')
  })

  it('is everything when nothing visible would be left, even if blanks and empty lines are', async () => {
    const part = await newPartOf('<div>&nbsp;<br></div><blockquote type="cite">Old.</blockquote>')
    expect(part).toMatchObject({ text: 'Old.', cutText: '', rule: null })
  })

  it('is a picture when that is all that was added', async () => {
    const part = await newPartOf(
      '<img src="https://example.com/a.png" width="50"><blockquote type="cite">Old.</blockquote>',
    )
    expect(part.rule).toBe('cite-quote')
    expect(part.html).toContain('data-remote-src')
  })

  it('keeps what Gmail forwards in the box of its quotes', async () => {
    const html =
      '<div>See below.</div><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>From: Bob</div>Broken.</div>'
    expect((await newPartOf(html)).text).toContain('Broken.')
  })

  it('loses nothing: what is kept and what is cut are the whole', async () => {
    const html = `<p>One</p><blockquote type="cite">Two</blockquote><p>Three</p><p>${header}</p><p>Four</p>`
    const mail = await mailOf(htmlMail(html))
    const letters = (text: string) => [...text.replace(/\s/g, '')].sort().join('')
    expect(letters(mail.newPart.text + mail.newPart.cutText)).toBe(letters(mail.text))
  })
})
