import { describe, expect, it } from 'vitest'
import { htmlMail, mailOf, plainMail, rawMail } from './reading.ts'

const alternative =
  'Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nplain\n--b\nContent-Type: text/html\n\n<p>html</p>\n--b--'

describe('the body of a mail', () => {
  it('is the preferred form', async () => {
    expect(await mailOf(alternative)).toMatchObject({ format: 'html', text: 'html', attachments: [] })
    expect(await mailOf(alternative, { bodyPartsOrder: ['text/plain', 'text/html'] })).toMatchObject({
      format: 'text',
      text: 'plain',
    })
  })

  it('is the other form when the preferred one shows nothing', async () => {
    expect(await mailOf(alternative.replace('html</p>', '</p>'))).toMatchObject({ format: 'text', text: 'plain' })
  })

  it('joins all text that stands side by side', async () => {
    const mail = await mailOf(
      'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>one</p>\n--b\nContent-Type: application/pdf; name=a.pdf\n\nx\n--b\nContent-Type: text/plain\n\ntwo <2>\n--b--',
    )
    expect(mail).toMatchObject({ format: 'html', text: 'one\n\ntwo <2>' })
    expect(mail.attachments).toHaveLength(1)
  })

  it.each([
    ['a boundary that never closes', '--b\n\nfound', 'found'],
    ['a wrong boundary', '--other\nContent-Type: text/plain\n\nfound\n--other--', 'found'],
    ['no boundary at all', 'found', 'found'],
    ['parts without headers', '--b\n\nfound\n--b--', 'found'],
  ])('is read in spite of %s', async (_, body, expected) => {
    const mail = await mailOf(`Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n${body}`)
    expect(mail.text).toBe(expected)
  })

  it('ends where the boundary of an outer part says', async () => {
    const mail = await mailOf(
      'Content-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: multipart/alternative; boundary=i\n\n--i\n\ninner\n--o\nContent-Type: text/plain; name=a.txt\n\nouter\n--o--',
    )
    expect(mail.text).toBe('inner')
    expect(mail.attachments).toMatchObject([{ name: 'a.txt' }])
  })

  it.each([
    ['UTF-8 without a charset', 'text/plain', 'utf8', 'Grüße'],
    ['UTF-8 declared as latin1', 'text/plain; charset=iso-8859-1', 'utf8', 'Grüße'],
    ['latin1 declared as UTF-8', 'text/plain; charset=utf-8', 'latin1', 'Grüße'],
    ['latin1 declared as ASCII', 'text/plain; charset=us-ascii', 'latin1', 'Grüße'],
    ['an unknown charset', 'text/plain; charset=x-none', 'utf8', 'Grüße'],
  ] as const)('is decoded: %s', async (_, type, bytes, expected) => {
    expect((await mailOf(rawMail(`Content-Type: ${type}\n\n${expected}`, bytes))).text).toBe(expected)
  })

  it('joins the lines of format=flowed, but not its signature', async () => {
    const mail = await mailOf('Content-Type: text/plain; format=flowed\n\none \ntwo\n>quo \n>ted\n-- \nJane')
    expect(mail.text).toBe('one two\n> quo ted\n-- \nJane')
  })

  it('has the subject and sender of a mail without MIME', async () => {
    const mail = await mailOf('From: a@b.c\n\nhello')
    expect(mail).toMatchObject({ messageId: null, subject: '', sentAt: null, text: 'hello', format: 'text' })
  })
})

describe('a mail', () => {
  it('is the same mail under other transport headers only', async () => {
    const one = await mailOf(plainMail('hello'))
    const copy = await mailOf(
      rawMail(`Delivered-To: billing@example.org\n${Buffer.from(plainMail('hello')).toString()}`),
    )
    const other = await mailOf(plainMail('hello!'))
    expect(copy.fingerprint).toBe(one.fingerprint)
    expect(other.fingerprint).not.toBe(one.fingerprint)
  })

  it('tells which patterns its subject hits, without foreign numbers', async () => {
    const rules = { titleIgnorePatterns: ['/R-999/'] }
    expect((await mailOf(plainMail('x', 'Re: [R-000123] printer'), rules)).subjectHits.title).toMatchObject([
      { groups: ['R-000123'] },
    ])
    expect((await mailOf(plainMail('x', 'Re: [R-999123] printer'), rules)).subjectHits.title).toEqual([])
    expect((await mailOf(plainMail('x', 'Out of office: back soon'))).subjectHits.undesired).not.toBeNull()
  })

  it('with 2,500 parts is read up to the limit and says so', async () => {
    const mail = await mailOf(`Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(2_500)}--b--`)
    expect(mail.warnings.join()).toContain('more than 2000 parts')
  })

  it('with 3,000 levels is read up to the limit and says so', async () => {
    const levels = Array.from(
      { length: 3_000 },
      (_, level) => `--b${level}\nContent-Type: multipart/mixed; boundary=b${level + 1}\n\n`,
    )
    const mail = await mailOf(`Content-Type: multipart/mixed; boundary=b0\n\n${levels.join('')}`)
    expect(mail.warnings.join()).toContain('too deeply')
  })

  it('keeps its script only in the raw bytes', async () => {
    const mail = await mailOf(htmlMail('<p>a</p><script>x</script>'))
    expect(mail.html + mail.newPart.html).not.toContain('script')
  })
})
