import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decompressRtf } from '../../../src-main/engine/mail/read/tnef/decompress-rtf.ts'
import { readRtf } from '../../../src-main/engine/mail/read/tnef/read-rtf.ts'
import { readTnef } from '../../../src-main/engine/mail/read/tnef/read-tnef.ts'
import { buildTnef, storedRtf, type TnefSpec } from '../../fixtures/tnef.ts'
import { mailOf, rawMail } from './reading.ts'

const ids = {
  longName: 0x3707,
  mimeTag: 0x370e,
  contentId: 0x3712,
  data: 0x3701,
  method: 0x3705,
  html: 0x1013,
  rtf: 0x1009,
}

function winmail(spec: TnefSpec, text = 'See the file.'): Uint8Array {
  return outlookMail(buildTnef(spec), text)
}

function outlookMail(tnef: Buffer, text: string): Uint8Array {
  return rawMail(
    `From: jane@example.com\nSubject: Report\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n${text}\n--b\nContent-Type: application/ms-tnef; name="winmail.dat"\nContent-Transfer-Encoding: base64\n\n${tnef.toString('base64')}\n--b--\n`,
  )
}

describe('winmail.dat', () => {
  it('gives its files under their long names, and is itself set aside', async () => {
    const mail = await mailOf(
      winmail({
        files: [
          {
            title: 'BUDGET~1.TXT',
            data: Buffer.from('12 printers'),
            properties: [
              { named: 'AttachmentMacInfo', text: 'whatever' },
              { id: ids.longName, text: 'Budget für März.txt' },
              { id: ids.mimeTag, text8: 'text/plain' },
            ],
          },
          { title: 'plan.dat', data: Buffer.from([1, 2, 3]) },
        ],
      }),
    )
    expect(mail.text).toBe('See the file.')
    expect(mail.attachments).toMatchObject([
      { name: 'winmail.dat', kept: false, why: 'It was unpacked: what it holds is listed here.' },
      { name: 'Budget für März.txt', type: 'text/plain', sizeBytes: 11, kept: true },
      { name: 'plan.dat', type: 'application/octet-stream', sizeBytes: 3, kept: true },
    ])
  })

  it('is the body when the mail shows none, as HTML with its pictures', async () => {
    const mail = await mailOf(
      winmail(
        {
          properties: [{ id: ids.html, binary: Buffer.from('<p>Toner <b>empty</b></p><img src="cid:x@y">') }],
          files: [{ title: 'x.png', data: Buffer.from('png'), properties: [{ id: ids.contentId, text: 'x@y' }] }],
        },
        ' ',
      ),
    )
    expect(mail.format).toBe('html')
    expect(mail.text).toContain('Toner empty')
    expect(mail.attachments[1]).toMatchObject({ name: 'x.png', contentId: 'x@y', shown: true })
  })

  it('is the body as plain text in its code page', async () => {
    const mail = await mailOf(winmail({ body: '\xcf\xf0\xe8\xe2\xe5\xf2', codePage: 1251 }, ''))
    expect(mail.text).toBe('Привет')
  })

  it('is the body as RTF that hides HTML', async () => {
    const rtf =
      "{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fswiss Arial;}}{\\*\\generator Exchange;}{\\*\\htmltag64 <p>}\\htmlrtf {\\f0 \\htmlrtf0 Na\\'efve \\u8364? 5{\\*\\htmltag84 &nbsp;}\\htmlrtf\\par}\\htmlrtf0 {\\*\\htmltag72 </p>}}"
    const mail = await mailOf(winmail({ properties: [{ id: ids.rtf, binary: storedRtf(rtf) }] }, ''))
    expect(mail).toMatchObject({ format: 'html', text: 'Naïve € 5' })
  })

  it('keeps a message inside it as one file', async () => {
    const inner = buildTnef({ body: 'inner' })
    const mail = await mailOf(
      winmail({
        files: [
          {
            title: 'Old thread',
            properties: [
              { id: ids.method, number: 5 },
              { id: ids.data, binary: Buffer.concat([Buffer.alloc(16), inner]) },
            ],
          },
        ],
      }),
    )
    expect(mail.attachments[1]).toMatchObject({ name: 'Old thread.dat', kept: true })
  })

  it('stays an attachment when it is none, or holds nothing', async () => {
    for (const content of [Buffer.from('no tnef at all'), buildTnef({})]) {
      const { attachments } = await mailOf(outlookMail(content, 'hi'))
      expect(attachments).toMatchObject([{ name: 'winmail.dat', kept: true }])
    }
  })

  it('is read as far as it goes when it is cut off', () => {
    const whole = buildTnef({ body: 'Hello', files: [{ title: 'a.txt', data: Buffer.from('abcdef') }] })
    for (let length = 0; length < whole.length; length++)
      expect(() => readTnef(whole.subarray(0, length))).not.toThrow()
    expect(readTnef(whole.subarray(0, whole.length - 4))?.files).toMatchObject([{ name: 'a.txt' }])
  })

  it('never throws, whatever follows its signature', () => {
    const signature = Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 0])
    const attribute = Buffer.from([1, 3, 0x90, 6, 0, 0xff, 0, 0, 0])
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), rest => {
        readTnef(Buffer.concat([signature, rest]))
        readTnef(Buffer.concat([signature, attribute, rest]))
        decompressRtf(Buffer.concat([Buffer.from([9, 0, 0, 0, 255, 255, 255, 0]), Buffer.from('LZFu'), rest]), 10_000)
      }),
      { numRuns: 300 },
    )
  })
})

describe('compressed RTF', () => {
  it.each([
    [
      'the first example of MS-OXRTFCP',
      '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0',
      '{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n',
    ],
    [
      'a run that overlaps itself',
      '1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0',
      '{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}',
    ],
  ])('is unpacked: %s', (_, hex, rtf) => {
    expect(decompressRtf(Buffer.from(hex, 'hex'), 1_000)?.toString('latin1')).toBe(rtf)
  })

  it('stops at the bound', () => {
    const bomb = Buffer.concat([
      Buffer.from([0, 0, 0, 0, 255, 255, 255, 255]),
      Buffer.from('LZFu\0\0\0\0'),
      Buffer.alloc(5_000, 0x10),
    ])
    expect(decompressRtf(bomb, 100)?.length).toBeLessThanOrEqual(100)
  })
})

describe('RTF', () => {
  const text = (rtf: string) => readRtf(Buffer.from(rtf, 'latin1')).text

  it('becomes text: paragraphs, tabs, symbols, nothing of its tables', () => {
    expect(
      text(
        '{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red0;}{\\info{\\author Me}}One\\par Two\\tab 3\\{4\\}\\emdash\\~x{\\*\\unknown gone}\r\n}',
      ),
    ).toBe('One\nTwo\t3{4}—\u00a0x')
  })

  it('reads bytes in the code page of the document or of the font', () => {
    expect(text("{\\rtf1\\ansicpg1251 \\'cf\\'f0}")).toBe('Пр')
    expect(
      text("{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset128 B;}}\\f1 \\'83e\\'83X\\'83g \\f0 caf\\'e9}"),
    ).toBe('テスト café')
  })

  it('reads \\u with as many replacements as \\uc says', () => {
    expect(text("{\\rtf1 a\\u8364?b{\\uc2 \\u233 e\\'81c}\\u-10179?\\u-8704?}")).toBe('a€béc😀')
  })
})
