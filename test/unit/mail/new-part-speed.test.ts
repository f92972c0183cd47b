import { describe, expect, it } from 'vitest'
import { htmlMail, mailOf, plainMail } from './reading.ts'

/** Time of the processor. Each takes a second or two; the bound still tells linear from quadratic. */
const boundMs = 8_000

async function msOf(raw: Uint8Array): Promise<number> {
  const before = process.cpuUsage()
  await mailOf(raw, { delimiterPatterns: { '/^>.*$/': false } })
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

describe('the time to find the new part', () => {
  it.each([
    ['200,000 quoted lines', `Yes.\n${'> old\n'.repeat(200_000)}`],
    ['answers between 60,000 quoted lines', '> Which?\nThis one.\n'.repeat(60_000)],
    ['200,000 empty lines between quoted ones', `Yes.\n${'\n\n> old\n'.repeat(66_000)}`],
    ['100,000 lines that end in a colon', `Yes.\n${'On 1 2:\n'.repeat(100_000)}`],
    ['a line of 900,000 signs', `Yes ${'wrote: '.repeat(130_000)}`],
    ['20,000 lines that look like labels', `Yes.\n${'From: a@b\nx\n'.repeat(20_000)}`],
    ['50,000 dates', '05.01.2026 10:00\n'.repeat(50_000)],
    ['10,000 nested levels', Array.from({ length: 5_000 }, (_, depth) => `${'>'.repeat(depth % 180)} x`).join('\n')],
    ['150,000 stars', `${'* '.repeat(300)}\n`.repeat(500)],
    ['lines of blanks', `${' '.repeat(900)}:\n`.repeat(1_000)],
  ])(
    'is bounded for %s',
    async (_, text) => {
      expect(await msOf(plainMail(text))).toBeLessThan(boundMs)
    },
    60_000,
  )

  it.each([
    ['10,000 nested quotes', `<p>Yes.</p>${'<blockquote type="cite">'.repeat(10_000)}old`],
    [
      '20,000 quotes with answers between them',
      '<blockquote type="cite">Which?</blockquote><p>This.</p>'.repeat(20_000),
    ],
    ['5,000 Gmail boxes in each other', `<p>Yes.</p>${'<div class="gmail_quote">'.repeat(5_000)}old`],
    ['20,000 bordered boxes', '<div style="border:none;border-top:solid #ccc">From: x</div>'.repeat(20_000)],
  ])(
    'is bounded for HTML with %s',
    async (_, html) => {
      expect(await msOf(htmlMail(html))).toBeLessThan(boundMs)
    },
    60_000,
  )
})
