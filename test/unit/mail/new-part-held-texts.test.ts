import { describe, expect, it } from 'vitest'
import { readMail } from '../../../src-main/engine/mail/read/read-mail.ts'
import { htmlMail, ordinaryRules, plainMail } from './reading.ts'

const sent = 'Hello Jane,\n\nwhich room is it in, and which message does the display show?\n\nRegards,\nSupport'

async function newPartOf(raw: Uint8Array, heldTexts: readonly string[]) {
  const reply = await readMail({ raw, rules: ordinaryRules, heldTexts })
  if (!reply.ok) throw new Error(reply.failure.message)
  return reply.mail.newPart
}

const quote =
  '<div class="gmail_quote"><div class="gmail_attr">On Mon, 5 Jan 2026, Desk wrote:</div><blockquote class="gmail_quote"><div>Hello Jane,</div><div>which room is it in, and which message does the display show?</div><div>Room 12, message E-05.</div><div>Regards,<br>Support</div></blockquote></div>'

describe('what was typed into a quote', () => {
  it('is new when the texts at hand hold the rest of the quote', async () => {
    const part = await newPartOf(htmlMail(`<div>See below.</div>${quote}`), [sent])
    expect(part.text).toBe('See below.\n\nRoom 12, message E-05.')
    expect(part.html).not.toContain('display')
    expect(part.cutText).toContain('which room is it in')
  })

  it('is new in plain text, however the quote was wrapped', async () => {
    const text =
      'See below.\n\nOn Mon, 5 Jan 2026, Desk <desk@example.org> wrote:\n> Hello Jane,\n>\n> which room is it in, and which\n> message does the display show?\n> Room 12, message E-05.\n>\n> Regards,\n> Support'
    expect((await newPartOf(plainMail(text), [sent])).text).toBe('See below.\n\n> Room 12, message E-05.')
  })

  it('is not looked for when the quoted mail is not at hand', async () => {
    expect((await newPartOf(htmlMail(`<div>See below.</div>${quote}`), ['Something else'])).text).toBe('See below.')
    expect((await newPartOf(htmlMail(`<div>See below.</div>${quote}`), [])).text).toBe('See below.')
  })

  it('is not where a link leads, nor the name of a picture, as programs add them to what they quote', async () => {
    const text =
      'See below.\n\nOn Mon, 5 Jan 2026, Desk <desk@example.org> wrote:\n> Hello Jane,\n> which room is it in, and which message does the display show?\n> Support<https://www.example.org/support>\n> [cid:image001.png@01D9]\n> [image: Example]'
    expect((await newPartOf(plainMail(text), [sent])).text).toBe('See below.')
  })

  it('is not looked for in a quote of thousands of lines, so that the time stays small', async () => {
    const lines = Array.from({ length: 50_000 }, (_, at) => `> line ${at} of a log that somebody quoted whole`).join(
      '\n',
    )
    const text = `See below.\n\nOn Mon, 5 Jan 2026, Desk <desk@example.org> wrote:\n${lines}`
    const held = Array.from({ length: 1_000 }, (_, at) => `line ${at} of a log that somebody quoted whole`).join('\n')
    const before = process.cpuUsage()
    expect((await newPartOf(plainMail(text), [held])).text).toBe('See below.')
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(8_000)
  })
})
