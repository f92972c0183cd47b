import { beforeAll, describe, expect, it } from 'vitest'
import { readMail } from '../../../src-main/engine/mail/read/read-mail.ts'
import { clearSigned, makeSigner, opaqueSigned, type TestSigner } from '../../fixtures/smime.ts'
import { mailOf, ordinaryRules } from './reading.ts'

const head =
  'From: Jane Doe <jane@example.com>\r\nSubject: Signed\r\nDate: Mon, 05 Jan 2026 10:00:00 +0000\r\nMIME-Version: 1.0\r\n'
const text = 'Content-Type: text/plain; charset=utf-8\r\n\r\nThe door is stuck.\r\nPlease come. Grüße'
const mixed =
  'Content-Type: multipart/mixed; boundary=in\r\n\r\n--in\r\nContent-Type: text/plain\r\n\r\nSee the plan.\r\n--in\r\nContent-Type: text/csv; name=plan.csv\r\n\r\na;b\r\n--in--\r\n'

let jane: TestSigner
beforeAll(async () => {
  jane = await makeSigner({ name: 'Jane Doe', address: 'Jane@example.com' })
})

describe('clear-signed mail', () => {
  it('is checked over its exact bytes, and the signature is no attachment', async () => {
    const mail = await mailOf(Buffer.from(head + (await clearSigned(text, jane))))
    expect(mail.text).toBe('The door is stuck.\nPlease come. Grüße')
    expect(mail.signature).toEqual({
      kind: 'smime',
      state: 'valid',
      signer: { name: 'Jane Doe', address: 'Jane@example.com' },
      addressMatchesFrom: true,
      why: 'Signed by Jane Doe <Jane@example.com>; who issued the certificate is not checked.',
    })
    expect(mail.attachments).toMatchObject([
      { name: 'smime.p7s', kept: false, why: 'This is the signature of the mail.' },
    ])
    expect(mail.warnings).toEqual([])
  })

  it('is valid around a multipart, and in a store that kept bare line feeds', async () => {
    const raw = head + (await clearSigned(mixed, jane))
    for (const stored of [raw, raw.replaceAll('\r\n', '\n')]) {
      const mail = await mailOf(Buffer.from(stored))
      expect(mail.signature?.state).toBe('valid')
      expect(mail.attachments.map(part => part.name)).toEqual(['plan.csv', 'smime.p7s'])
    }
  })

  it('is valid with an RSA key', async () => {
    const signer = await makeSigner({ name: 'Jane', address: 'jane@example.com', algorithm: 'rsa' })
    const mail = await mailOf(Buffer.from(head + (await clearSigned(text, signer))))
    expect(mail.signature?.state).toBe('valid')
  })

  it('is not valid once a letter changed, and says so', async () => {
    const mail = await mailOf(Buffer.from((head + (await clearSigned(text, jane))).replace('stuck', 'stack')))
    expect(mail.text).toContain('The door is stack.')
    expect(mail.signature?.state).toBe('invalid')
    expect(mail.warnings).toEqual([
      'The signature is not valid: the mail was changed after it was signed. Its certificate names Jane Doe <Jane@example.com>.',
    ])
  })

  it('says that another person signed, or that the certificate had expired', async () => {
    const until = new Date(Date.UTC(2025, 5, 30))
    const signer = await makeSigner({ name: 'Joe', address: 'joe@example.com', until })
    const mail = await mailOf(Buffer.from(head + (await clearSigned(text, signer))))
    expect(mail.signature).toMatchObject({ state: 'valid', addressMatchesFrom: false })
    expect(mail.signature?.why).toContain('had expired on 2025-06-30')
    expect(mail.signature?.why).toContain('That is not the sender, jane@example.com.')
  })

  it('cannot be checked when its signature is damaged', async () => {
    const signed = (await clearSigned(text, jane)).replace(/MII[\w+/]{40}/, 'xxxx')
    const mail = await mailOf(Buffer.from(head + signed))
    expect(mail.signature).toMatchObject({ state: 'unverifiable', signer: null, addressMatchesFrom: null })
  })

  it('with PGP is read and not checked', async () => {
    const mail = await mailOf(
      `From: jane@example.com\nContent-Type: multipart/signed; protocol="application/pgp-signature"; boundary=s\n\n--s\nContent-Type: text/plain\n\nHello\n--s\nContent-Type: application/pgp-signature; name=signature.asc\n\n-----BEGIN PGP SIGNATURE-----\n--s--\n`,
    )
    expect(mail.text).toBe('Hello')
    expect(mail.signature).toMatchObject({
      kind: 'pgp',
      state: 'unverifiable',
      why: 'Signed with PGP, which is not checked.',
    })
    expect(mail.attachments).toMatchObject([{ name: 'signature.asc', kept: false }])
  })

  it('below a footer of a list covers only a part of the mail', async () => {
    const inner = await clearSigned(text, jane)
    const mail = await mailOf(
      Buffer.from(
        `${head}Content-Type: multipart/mixed; boundary=l\r\n\r\n--l\r\n${inner}\r\n--l\r\nContent-Type: text/plain\r\n\r\nList footer\r\n--l--`,
      ),
    )
    expect(mail.signature).toMatchObject({ state: 'valid' })
    expect(mail.signature?.why).toContain('only a part of the mail')
    expect(mail.text).toContain('List footer')
  })
})

describe('opaque-signed mail', () => {
  it.each(['application/pkcs7-mime; smime-type=signed-data', 'application/x-pkcs7-mime', 'application/octet-stream'])(
    'is opened, and what is inside is the mail: %s',
    async type => {
      const mail = await mailOf(Buffer.from(head + (await opaqueSigned(mixed, jane, type))))
      expect(mail).toMatchObject({
        subject: 'Signed',
        text: 'See the plan.',
        signature: { state: 'valid', addressMatchesFrom: true },
      })
      expect(mail.attachments).toMatchObject([
        { name: 'plan.csv', kept: true },
        { name: 'smime.p7m', kept: false, why: 'The signed mail inside it is shown in its place.' },
      ])
    },
  )

  it('inside clear-signed mail is opened too', async () => {
    const mail = await mailOf(Buffer.from(head + (await clearSigned((await opaqueSigned(text, jane)).trimEnd(), jane))))
    expect(mail.text).toContain('The door is stuck.')
    expect(mail.signature?.state).toBe('valid')
  })

  it('that cannot be opened stays an attachment', async () => {
    const mail = await mailOf(
      `From: a@example.com\nContent-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\n\nnonsense`,
    )
    expect(mail).toMatchObject({ signature: null, attachments: [{ name: 'smime.p7m', kept: true }] })
  })
})

describe('encrypted mail is refused with its reason', () => {
  const encrypted = 'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\n\r\nMIIB'
  const read = (raw: string) => readMail({ raw: Buffer.from(raw), rules: ordinaryRules })

  it('inside a signature, clear or opaque', async () => {
    for (const mail of [await clearSigned(encrypted, jane), await opaqueSigned(encrypted, jane)]) {
      const reply = await read(head + mail)
      expect(reply.ok ? '' : reply.failure.message).toContain('encrypted (S/MIME)')
    }
  })

  it('below the footer of a list', async () => {
    const reply = await read(
      `${head}Content-Type: multipart/mixed; boundary=l\r\n\r\n--l\r\n${encrypted}\r\n--l\r\nContent-Type: text/plain\r\n\r\nfooter\r\n--l--`,
    )
    expect(reply.ok ? '' : reply.failure.message).toContain('encrypted (S/MIME)')
  })

  it('as PGP armour that is the whole text; a quote of one inside a text is not', async () => {
    const armour = '-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA1234567890abcdef\r\n=abcd\r\n-----END PGP MESSAGE-----'
    const reply = await read(`${head}\r\n${armour}\r\n`)
    expect(reply.ok ? '' : reply.failure.message).toContain('encrypted (PGP)')
    expect((await mailOf(Buffer.from(`${head}\r\nI get this:\r\n${armour}\r\n`))).text).toContain('I get this:')
  })

  it('but an encrypted file beside a readable text is an attachment', async () => {
    const mail = await mailOf(
      Buffer.from(
        `${head}Content-Type: multipart/mixed; boundary=l\r\n\r\n--l\r\nContent-Type: text/plain\r\n\r\nI cannot open this one.\r\n--l\r\n${encrypted}\r\n--l--`,
      ),
    )
    expect(mail).toMatchObject({ text: 'I cannot open this one.', attachments: [{ name: 'smime.p7m', kept: true }] })
  })
})
