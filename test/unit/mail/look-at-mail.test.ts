import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { ReadRequest } from '../../../src-main/engine/mail/model.ts'
import { readPlainHeaders } from '../../../src-main/engine/mail/read/headers.ts'
import { readMail } from '../../../src-main/engine/mail/read/read-mail.ts'
import { buildMail } from '../../fixtures/mail-builder.ts'
import { ordinaryRules, rawMail } from './reading.ts'

const read = (raw: Uint8Array, more: Partial<ReadRequest>) => readMail({ raw, rules: ordinaryRules, ...more })

describe('the headers of a mail that a person looks at', () => {
  const raw = rawMail(
    'X-First: 1\nReceived: from a\n  by b\nSubject: =?utf-8?Q?=C3=89cran?= =?utf-8?Q?_noir?=\nRECEIVED: from c\nfrom: Zo\u00eb <z@example.org>\n\nText',
  )

  it('come in their order, named as written, unfolded and decoded', async () => {
    const { headers } = await read(raw, { withHeaders: true })
    expect(headers).toEqual([
      { name: 'X-First', value: '1' },
      { name: 'Received', value: 'from a by b' },
      { name: 'Subject', value: 'Écran noir' },
      { name: 'RECEIVED', value: 'from c' },
      { name: 'from', value: 'Zoë <z@example.org>' },
    ])
  })

  it('are not handed over where nobody looks', async () => {
    expect(await read(raw, {})).not.toHaveProperty('headers')
  })

  it('come also for a mail that cannot be read, and without decoding at no cost', async () => {
    const locked = rawMail(
      'Subject: =?utf-8?Q?S=C3=A9cret?=\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nxx',
    )
    const reply = await read(locked, { withHeaders: true })
    expect(reply.ok).toBe(false)
    expect(reply.headers?.[0]).toEqual({ name: 'Subject', value: 'Sécret' })
    expect(readPlainHeaders(locked)[0]).toEqual({ name: 'Subject', value: '=?utf-8?Q?S=C3=A9cret?=' })
  })

  it('hold nothing that is invisible or turns the reading direction', async () => {
    const odd = rawMail('Subject: =?utf-8?Q?a=E2=80=AEb=00c?=\nX: a\u0007b\n\n')
    const { headers } = await read(odd, { withHeaders: true })
    expect(headers?.map(header => header.value)).toEqual(['abc', 'ab'])
  })
})

describe('one part of a mail', () => {
  const contents = ['one', 'two', 'three'].map(text => Buffer.from(text))
  const raw = buildMail({
    from: 'ann@example.com',
    to: 'desk@example.org',
    subject: 'Files',
    date: 0,
    text: 'See files',
    attachments: contents.map((content, index) => ({
      name: index === 1 ? 'two.exe' : `${index}.txt`,
      type: 'application/octet-stream',
      content,
    })),
  })
  const hashes = contents.map(content => createHash('sha256').update(content).digest('hex'))

  it.each([0, 1, 2])('comes alone, kept or not: number %i', async onlyPart => {
    const reply = await read(raw, { onlyPart })
    if (!reply.ok) throw new Error('not read')
    expect(reply.contents.map(({ sha256, bytes }) => [sha256, Buffer.from(bytes).toString()])).toEqual([
      [hashes[onlyPart], contents[onlyPart]?.toString()],
    ])
  })

  it.each([3, -1, 1.5])('does not come for a number that none has: %d', async onlyPart => {
    expect(await read(raw, { onlyPart })).toMatchObject({ ok: true, contents: [] })
  })

  it('is not asked for by the corridor, which gets all that is kept', async () => {
    const reply = await read(raw, {})
    if (!reply.ok) throw new Error('not read')
    expect(reply.contents.map(({ sha256 }) => sha256)).toEqual([hashes[0], hashes[2]])
  })
})
