import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { ReadRules } from '../../../src-main/engine/mail/model.ts'
import { readImageHeader } from '../../../src-main/engine/mail/read/image-size.ts'
import { readMail } from '../../../src-main/engine/mail/read/read-mail.ts'
import { resizeImage } from '../../../src-main/engine/mail/read/resize-image.ts'
import { buildMail, type MailAttachment } from '../../fixtures/mail-builder.ts'
import { animatedGif, claimingGif, claimingPng, photo } from '../fixtures/pictures.ts'
import { ordinaryRules } from './reading.ts'

const maximum = { width: 100, height: 100 }

async function readPictures(attachments: readonly MailAttachment[], rules: Partial<ReadRules> = {}) {
  const raw = buildMail({
    from: { name: 'Jane', address: 'jane@example.com' },
    to: { name: '', address: 'desk@example.org' },
    subject: 'Photos',
    date: Date.UTC(2026, 0, 5),
    text: 'See',
    attachments,
  })
  const reply = await readMail({ raw, rules: { ...ordinaryRules, imagesMaximum: maximum, ...rules } })
  if (!reply.ok) throw new Error(reply.failure.message)
  return reply
}

/** The bytes that the ticket would store for the only picture of a mail. */
async function storedBytes(name: string, type: string, content: Uint8Array) {
  const { mail, contents } = await readPictures([{ name, type, content }])
  const [part] = mail.attachments
  const hash = part?.stored?.sha256 ?? part?.sha256
  const bytes = contents.find(each => each.sha256 === hash)?.bytes
  if (!part || !bytes) throw new Error('Nothing would be stored.')
  return { part, bytes: Buffer.from(bytes), warnings: mail.warnings }
}

describe('a picture that is larger than the largest size', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('is made to fit as %s, its proportions kept', async format => {
    const original = await photo(400, 200, format)
    const { part, bytes } = await storedBytes(`photo.${format}`, `image/${format}`, original)
    expect(await sharp(bytes).metadata()).toMatchObject({ format, width: 100, height: 50 })
    expect(part).toMatchObject({
      sizeBytes: original.length,
      width: 400,
      height: 200,
      kept: true,
      why: 'resized from 400x200 to 100x50',
      stored: { sizeBytes: bytes.length, type: `image/${format}`, width: 100, height: 50 },
    })
    expect(part.stored?.sha256).not.toBe(part.sha256)
  })

  it('is upright and tells no longer where it was taken', async () => {
    const original = await sharp(await photo(400, 200, 'jpeg'))
      .withExif({ IFD0: { Copyright: 'Jane' }, IFD3: { GPSLatitudeRef: 'N' } })
      .withMetadata({ orientation: 6 })
      .toBuffer()
    const { part, bytes } = await storedBytes('photo.jpg', 'image/jpeg', original)
    const { width, height, exif, orientation } = await sharp(bytes).metadata()
    expect([width, height, exif, orientation]).toEqual([50, 100, undefined, undefined])
    expect(part).toMatchObject({ width: 200, height: 400 })
  })

  it('keeps what shines through', async () => {
    const background = { r: 255, g: 0, b: 0, alpha: 0.5 }
    const original = await sharp({ create: { width: 300, height: 300, channels: 4, background } })
      .png()
      .toBuffer()
    const { bytes } = await storedBytes('glass.png', 'image/png', original)
    const { data } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
    expect(data[3]).toBeGreaterThan(120)
    expect(data[3]).toBeLessThan(135)
  })

  it.each(['gif', 'webp'] as const)('keeps its animation as %s', async format => {
    const original = await sharp(await animatedGif(300, 150, 4), { animated: true })
      .toFormat(format)
      .toBuffer()
    const { bytes, part } = await storedBytes(`moving.${format}`, `image/${format}`, original)
    expect(await sharp(bytes, { animated: true }).metadata()).toMatchObject({ pages: 4, width: 100, pageHeight: 50 })
    expect(part.stored).toMatchObject({ width: 100, height: 50 })
  })

  it('is what its content says, whatever the mail calls it', async () => {
    const { part } = await storedBytes('photo.png', 'image/png', await photo(400, 200, 'jpeg'))
    expect(part).toMatchObject({ type: 'image/png', stored: { type: 'image/jpeg' } })
  })

  it('comes as it was to a person who asks for the part', async () => {
    const content = await photo(400, 200, 'jpeg')
    const raw = buildMail({
      from: { name: '', address: 'jane@example.com' },
      to: { name: '', address: 'desk@example.org' },
      subject: 'Photo',
      date: 0,
      text: 'See',
      attachments: [{ name: 'photo.jpg', type: 'image/jpeg', content }],
    })
    const reply = await readMail({ raw, rules: { ...ordinaryRules, imagesMaximum: maximum }, onlyPart: 0 })
    expect(reply.ok && Buffer.from(reply.contents[0]?.bytes ?? []).equals(content)).toBe(true)
  })
})

describe('a picture that is not resized', () => {
  it('because it fits is stored byte for byte and says nothing', async () => {
    const original = await photo(100, 80, 'jpeg')
    const { part, bytes, warnings } = await storedBytes('small.jpg', 'image/jpeg', original)
    expect(bytes.equals(original)).toBe(true)
    expect([part.stored, part.why, warnings]).toEqual([null, null, []])
  })

  it('because there is no largest size is stored byte for byte', async () => {
    const content = await photo(400, 200, 'jpeg')
    const { mail } = await readPictures([{ name: 'a.jpg', type: 'image/jpeg', content }], { imagesMaximum: null })
    expect(mail.attachments).toMatchObject([{ stored: null, why: null, kept: true }])
  })

  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="4000"><rect width="9" height="9"/></svg>'
  it.each([
    ['BMP', 'a.bmp', 'image/bmp', Buffer.from(`BM${'\0'.repeat(60)}`, 'latin1')],
    ['HEIC', 'a.heic', 'image/heic', Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1heic', 'latin1')],
    ['SVG', 'a.svg', 'image/svg+xml', Buffer.from(svg)],
    ['damaged', 'a.png', 'image/png', Buffer.from('\u0089PNG\r\n\u001a\nbroken', 'latin1')],
  ])('because it is %s is kept as it came, and says so', async (_, name, type, content) => {
    const { part, bytes, warnings } = await storedBytes(name, type, content)
    expect(bytes.equals(content)).toBe(true)
    expect(part).toMatchObject({ kept: true, stored: null, why: 'kept as it came: its size cannot be read' })
    expect(warnings).toEqual([`The picture "${name}" is kept as it came: its size cannot be read.`])
  })

  it('because only its header is whole is kept as it came', async () => {
    const whole = await photo(400, 200, 'png')
    const { part } = await storedBytes('half.png', 'image/png', whole.subarray(0, 200))
    expect(part).toMatchObject({ width: 400, kept: true, stored: null })
    expect(part.why).toMatch(/^kept as it came: it is damaged/)
  })
})

describe('a pixel bomb', () => {
  it.each([
    ['a PNG of 64,000 x 64,000', () => claimingPng(64_000, 64_000), '4096 million pixels'],
    ['a GIF of 2,000 frames', () => claimingGif(64, 64, 2_000), '2000 frames'],
    ['a GIF of 500 large frames', () => claimingGif(4_000, 4_000, 500), '8000 million pixels'],
  ])('is refused by its header: %s', async (_, make, why) => {
    const bytes = make()
    const header = await readImageHeader(bytes)
    if (!header) throw new Error('Its header can be read.')
    const started = performance.now()
    expect(await resizeImage(bytes, header, maximum, 8)).toEqual({ ok: false, why: expect.stringContaining(why) })
    // Decoding any of them takes seconds, and its pixels gigabytes.
    expect(performance.now() - started).toBeLessThan(200)
  })

  it('costs a mail neither time nor memory, and is kept with the reason', async () => {
    const before = process.memoryUsage().rss
    const { part } = await storedBytes('bomb.png', 'image/png', claimingPng(64_000, 64_000))
    expect(part).toMatchObject({ kept: true, width: 64_000, why: 'kept as it came: it claims 4096 million pixels' })
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024)
  })
})

describe('a list of types to leave out', () => {
  const program = Buffer.from(`MZ${'\0'.repeat(100)}`, 'latin1')
  const text = Buffer.from('text')
  const rules = { excludeAttachmentTypes: ['.exe', 'js', '*.vbs', 'application/x-msdownload', 'image/*'] }
  it.each([
    ['dots and blanks at the end', 'bill.exe . .', 'application/pdf', text],
    ['a second extension', 'bill.pdf.exe', 'application/pdf', text],
    ['an invisible character in the extension', 'bill.e\u200dx\u00ade', 'application/pdf', text],
    ['a reversed name', 'bill\u202efdp.exe', 'application/pdf', text],
    ['a rule without a dot', 'bill.JS', 'text/plain', text],
    ['a rule with a star', 'bill.vbs', 'text/plain', text],
    ['the content', 'bill.txt', 'text/plain', program],
    ['the declared type', 'bill.txt', 'application/x-msdownload', text],
    ['a family of types', 'bill.txt', 'image/x-odd', text],
  ])('sees through %s', async (_, name, type, content) => {
    const { mail, contents } = await readPictures([{ name, type, content }], rules)
    expect(mail.attachments).toMatchObject([{ kept: false, why: expect.stringContaining('left out') }])
    expect(contents).toEqual([])
  })

  it('by extension alone knows a program by its content', async () => {
    const { mail } = await readPictures([{ name: 'bill.txt', type: 'text/plain', content: program }], {
      excludeAttachmentTypes: ['.exe'],
    })
    expect(mail.attachments).toMatchObject([{ kept: false }])
  })

  it('does not look into archives', async () => {
    const zip = Buffer.from('PK\u0003\u0004\u0014\0\0\0\0\0bill.exe', 'latin1')
    const { mail } = await readPictures([{ name: 'bill.zip', type: 'application/zip', content: zip }], rules)
    expect(mail.attachments).toMatchObject([{ kept: true }])
  })
})
