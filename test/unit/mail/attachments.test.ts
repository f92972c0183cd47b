import { describe, expect, it } from 'vitest'
import { normaliseFileName } from '../../../src-main/engine/mail/read/part-names.ts'
import { readMail } from '../../../src-main/engine/mail/read/read-mail.ts'
import { buildMail, makePng } from '../../fixtures/mail-builder.ts'
import { mailOf, ordinaryRules, readText } from './reading.ts'

const envelope = {
  from: { name: 'Jane', address: 'jane@example.com' },
  to: { name: '', address: 'desk@example.org' },
  subject: 'Re: printer',
  date: Date.UTC(2026, 0, 5),
}
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))

describe('the name of an attachment', () => {
  it.each([
    ['a path', '../../etc/passwd', 'passwd'],
    ['a path of Windows', 'C:\\Users\\jane\\bill.pdf', 'bill.pdf'],
    ['a slash in a title', 'Bill 3/2026.pdf', 'Bill 3_2026.pdf'],
    ['control characters', 'a\u0000b\r\nc.txt', 'ab c.txt'],
    ['a bidi override', 'invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['zero-width characters', 'a\u200bb\u200d.txt', 'ab.txt'],
    ['decomposed letters', 'Grüße.txt', 'Grüße.txt'],
    ['dots and blanks at the end', 'virus.exe. . ', 'virus.exe'],
    ['a device', 'CON', 'CON_'],
    ['a device with an extension', 'nul.txt', 'nul_.txt'],
    ['a stream', 'a.txt:b.exe', 'a.txt_b.exe'],
    ['a look-alike slash', 'a\u2215b', 'a_b'],
    ['nothing but dots', '...', ''],
  ])('loses %s', (_, name, expected) => {
    expect(normaliseFileName(name)).toBe(expected)
  })

  it('has at most 200 characters and keeps its extension', () => {
    const name = normaliseFileName(`${'a'.repeat(400)}.pdf`)
    expect(name).toHaveLength(200)
    expect(name.endsWith('.pdf')).toBe(true)
  })
})

describe('attachments', () => {
  it('are left out by declared type, by content and by extension, in any case of letters', async () => {
    const raw = buildMail({
      ...envelope,
      text: 'See',
      attachments: [
        { name: 'a.dat', type: 'APPLICATION/X-MSDOWNLOAD', content: bytes('one') },
        { name: 'b.JS', type: 'text/plain', content: bytes('two') },
        { name: 'c.txt', type: 'text/plain', content: bytes(`MZ${'\0'.repeat(100)}`) },
        { name: 'd.txt', type: 'text/plain', content: bytes('three') },
      ],
    })
    const { attachments } = await mailOf(raw)
    expect(attachments.map(part => [part.name, part.kept])).toEqual([
      ['a.dat', false],
      ['b.JS', false],
      ['c.txt', false],
      ['d.txt', true],
    ])
    expect(attachments.every(part => part.kept === (part.why === null))).toBe(true)
  })

  it('of one content are stored once, and listed under each name', async () => {
    const content = bytes('the same')
    const raw = buildMail({
      ...envelope,
      text: 'See',
      attachments: [
        { name: 'a.txt', type: 'text/plain', content },
        { name: 'b.txt', type: 'text/plain', content },
        { name: 'A.TXT', type: 'text/plain', content },
      ],
    })
    const reply = await readMail({ raw, rules: ordinaryRules })
    if (!reply.ok) throw new Error(reply.failure.message)
    expect(reply.mail.attachments.map(part => [part.name, part.kept, part.why])).toEqual([
      ['a.txt', true, null],
      ['b.txt', true, null],
      ['A.TXT', false, 'Same content as a.txt in this mail.'],
    ])
    expect(reply.contents).toHaveLength(1)
  })

  it('may be empty', async () => {
    const raw = buildMail({
      ...envelope,
      text: 'See',
      attachments: [{ name: 'empty.txt', type: 'text/plain', content: bytes('') }],
    })
    expect((await mailOf(raw)).attachments).toMatchObject([{ name: 'empty.txt', sizeBytes: 0, kept: true }])
  })

  it('are text parts with a file name, even inline ones', async () => {
    const mail = await mailOf(
      'Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n--b\nContent-Type: text/plain; name="log.txt"\nContent-Disposition: inline\n\nlog\n--b--',
    )
    expect(mail.text).toBe('Hello')
    expect(mail.attachments).toMatchObject([{ name: 'log.txt', kept: true, disposition: 'inline' }])
  })

  it('keep a mail inside the mail under its subject', async () => {
    const mail = await mailOf(
      'Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n--b\nContent-Type: message/rfc822\n\nSubject: Printer: broken\nFrom: x@y.z\n\ninner\n--b--',
    )
    expect(mail.attachments).toMatchObject([{ name: 'Printer_ broken.eml', type: 'message/rfc822' }])
    expect(mail.text).toBe('Hello')
  })

  it('without a name get one by their type', async () => {
    const mail = await mailOf(
      'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/calendar\n\nBEGIN:VCALENDAR\n--b\nContent-Type: image/png\n\nx\n--b--',
    )
    expect(mail.attachments.map(part => part.name)).toEqual(['invite.ics', 'part-2.png'])
  })

  it('are taken out of text that is uuencoded', async () => {
    const mail = await mailOf('Subject: x\n\nbefore\nbegin 644 cat.txt\n#0V%T\n`\nend\nafter')
    expect(mail.attachments).toMatchObject([{ name: 'cat.txt', sizeBytes: 3, kept: true }])
    expect(mail.text).toBe('before\nafter')
  })
})

describe('pictures', () => {
  const picture = (width: number, height: number) => makePng(width, height, '#336699')

  it('too small ones are not kept, with their size as the reason', async () => {
    const raw = buildMail({
      ...envelope,
      text: 'See',
      attachments: [
        { name: 'dot.png', type: 'image/png', content: picture(16, 16) },
        { name: 'big.png', type: 'image/png', content: picture(200, 100) },
      ],
    })
    expect((await mailOf(raw)).attachments).toMatchObject([
      { name: 'dot.png', width: 16, height: 16, kept: false, why: 'image of 16 x 16 pixels is below 100 x 20' },
      { name: 'big.png', width: 200, height: 100, kept: true },
    ])
  })

  it('broken ones are kept unmeasured', async () => {
    const raw = buildMail({
      ...envelope,
      text: 'See',
      attachments: [{ name: 'x.png', type: 'image/png', content: bytes('\u0089PNG\r\n\u001a\nbroken') }],
    })
    expect((await mailOf(raw)).attachments).toMatchObject([{ width: null, height: null, kept: true }])
  })

  it.each([
    ['double quotes', '<img src="cid:logo@x">'],
    ['single quotes and capitals', "<IMG SRC='CID:LOGO@x'>"],
    ['no quotes', '<img src=cid:logo@x>'],
    ['a percent sign', '<img src="cid:logo%40x">'],
  ])('are shown where the body names them with %s, however small', async (_, html) => {
    const raw = buildMail({
      ...envelope,
      html,
      attachments: [{ name: 'logo.png', type: 'image/png', content: picture(16, 16), contentId: 'logo@x' }],
    })
    const mail = await mailOf(raw)
    expect(mail.attachments).toMatchObject([{ shown: true, kept: false, contentId: 'logo@x' }])
    expect(mail.html).toBe('<img src="cid:logo@x">')
  })

  it('are attachments when they are marked inline and nothing shows them', async () => {
    const raw = buildMail({
      ...envelope,
      html: '<p>Hi</p>',
      attachments: [{ name: 'photo.png', type: 'image/png', content: picture(200, 100), contentId: 'photo@x' }],
    })
    expect((await mailOf(raw)).attachments).toMatchObject([{ shown: false, kept: true }])
  })

  it('are found by their Content-Location and get a content id', async () => {
    const png = Buffer.from(picture(16, 16)).toString('base64')
    const mail = await mailOf(
      `Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<img src="https://e.com/logo.png">\n--b\nContent-Type: image/png\nContent-Location: https://e.com/logo.png\nContent-Transfer-Encoding: base64\n\n${png}\n--b--`,
    )
    const [part] = mail.attachments
    expect(part).toMatchObject({ shown: true })
    expect(mail.html).toBe(`<img src="cid:${part?.contentId}">`)
  })

  it('that a rule leaves out are not shown either', async () => {
    const raw = buildMail({
      ...envelope,
      html: '<img src="cid:logo@x">',
      attachments: [{ name: 'logo.exe', type: 'image/png', content: picture(16, 16), contentId: 'logo@x' }],
    })
    const mail = await mailOf(raw)
    expect(mail.attachments).toMatchObject([{ shown: false, kept: false }])
    expect(mail.html).toBe('<img>')
  })
})

describe('what cannot be read as mail', () => {
  it.each([
    ['empty', '', 'empty'],
    ['only blanks', '\n \n', 'empty'],
    ['a binary file', '\u0000\u0001\u0002binary', 'no headers'],
    ['PGP', 'Subject: x\nContent-Type: multipart/encrypted; boundary=b\n\n--b\n\nx\n--b--', 'encrypted'],
    ['S/MIME', 'Subject: x\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nx', 'encrypted'],
    [
      'S/MIME that only its content tells',
      'Subject: x\nContent-Type: application/x-pkcs7-mime\nContent-Transfer-Encoding: base64\n\nMIIBBgYJKoZIhvcNAQcDoIH4',
      'encrypted',
    ],
  ])('says so: %s', async (_, text, word) => {
    const reply = await readText(text)
    expect(reply).toMatchObject({ ok: false, failure: { code: 'mail-unreadable' } })
    expect(reply.ok ? '' : reply.failure.message).toContain(word)
  })
})
