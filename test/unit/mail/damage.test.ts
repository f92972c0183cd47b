import { describe, expect, it } from 'vitest'
import { mailOf, readText } from './reading.ts'

describe('line ends', () => {
  it('of old Macs are line ends', async () => {
    const mail = await mailOf(Buffer.from('From: a@example.com\rSubject: Hi\r\rOne\rTwo'))
    expect(mail).toMatchObject({ subject: 'Hi', text: 'One\nTwo' })
  })

  it('that a relay doubled are one', async () => {
    const mail = await mailOf(Buffer.from('From: a@example.com\r\r\nSubject: Hi\r\r\n\r\r\nOne'))
    expect(mail).toMatchObject({ subject: 'Hi', text: 'One' })
  })

  it('that lost their line feed inside the headers still end a field', async () => {
    const mail = await mailOf(Buffer.from('From: a@example.com\rSubject: Hi\rthere\r\nX-A: b\r\n\r\nOne'))
    expect(mail).toMatchObject({ subject: 'Hi there', text: 'One', from: { address: 'a@example.com' } })
  })
})

describe('a multipart', () => {
  const parts = '--b\nContent-Type: text/plain\n\nHello\n--b\nContent-Type: text/csv; name=a.csv\n\n1;2\n--b--\n'

  it.each([
    ['whose Content-Type was lost', `Subject: x\n\n${parts}`],
    ['that was encoded as a whole in base64', encoded('base64', Buffer.from(parts).toString('base64'))],
    ['that was encoded as a whole in quoted-printable', encoded('quoted-printable', parts.replaceAll('-', '=2D'))],
  ])('is read: %s', async (_, raw) => {
    expect(await mailOf(raw)).toMatchObject({ text: 'Hello', attachments: [{ name: 'a.csv', sizeBytes: 3 }] })
  })

  it('is not seen in a text that only begins with dashes', async () => {
    expect((await mailOf('Subject: x\n\n-- \nJane\nContent-Type: none')).text).toContain('Jane')
    expect((await mailOf('Subject: x\n\n--cut here\nHello')).text).toBe('--cut here\nHello')
  })

  function encoded(encoding: string, content: string): string {
    return `Subject: x\nContent-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: ${encoding}\n\n${content}`
  }
})

describe('a mail without any header', () => {
  it('is read as text, with a warning', async () => {
    const mail = await mailOf('just some text\nwithout any header')
    expect(mail).toMatchObject({ subject: '', from: null, text: 'just some text\nwithout any header' })
    expect(mail.warnings).toEqual(['This mail has no headers at all; all of it was read as its text.'])
  })

  it('is no mail when it is a binary file', async () => {
    expect(await readText('\u0000\u0001\u0002')).toMatchObject({ ok: false })
  })
})

describe('parts that hold nothing for people', () => {
  it.each([
    ['application/pkcs7-signature', 'smime.p7s', 'This is the signature of the mail.'],
    ['application/applefile', 'Plan.pdf', 'It holds only what old Macs note about the file beside it.'],
  ])('are listed, but not kept: %s', async (type, name, why) => {
    const raw = `Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n--b\nContent-Type: ${type}; name=${name}\n\nx\n--b--\n`
    expect((await mailOf(raw)).attachments).toMatchObject([{ name, kept: false, why }])
  })
})

it('a part keeps the name that the mail gives it beside the one it can be saved under', async () => {
  const raw =
    'Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/csv; name="../../a.csv"\n\n1\n--b\nContent-Type: image/png\n\n1\n--b--\n'
  expect((await mailOf(raw)).attachments).toMatchObject([
    { name: 'a.csv', givenName: '../../a.csv' },
    { name: 'part-2.png', givenName: '' },
  ])
})
