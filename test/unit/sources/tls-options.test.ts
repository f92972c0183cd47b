import { X509Certificate } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tlsOptions } from '../../../src-main/engine/sources/net/tls-options.ts'
import { makeCertificate } from '../../protocol/certificate.ts'

let dir: string
let ours: string
let theirs: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'postdesk-tls-'))
  ours = (await makeCertificate(dir, 'DNS:mail.example.org')).certPem
  theirs = (await makeCertificate(dir, 'DNS:mail.example.com')).certPem
})
afterAll(() => rm(dir, { recursive: true, force: true }))

const shown = (pem: string) => new X509Certificate(pem).toLegacyObject()
const withFile = () => tlsOptions({ validateCertificate: true, ca: ours })

describe('what TLS accepts', () => {
  it.each([{}, { ca: '' }, { ca: ' \n' }])(
    'is what public authorities have signed where no file is named (%j)',
    none => {
      expect(tlsOptions({ validateCertificate: true, ...none })).toEqual({ rejectUnauthorized: true })
      expect(tlsOptions({ validateCertificate: false, ...none })).toEqual({ rejectUnauthorized: false })
    },
  )

  it('is checked with a file as well, which is trusted beside the public authorities', () => {
    expect(withFile()).toMatchObject({ rejectUnauthorized: true })
    expect(tlsOptions({ validateCertificate: false, ca: ours })).toMatchObject({ rejectUnauthorized: false })
    const { ca } = withFile()
    expect(ca).toContain(ours)
    expect(ca).toHaveProperty('length', expect.any(Number))
    expect((ca as readonly string[]).length).toBeGreaterThan(50)
  })

  it('is the certificate of the file under any name; every other still has to show the name that was asked for', () => {
    const check = withFile().checkServerIdentity
    expect(check?.('192.0.2.7', shown(ours))).toBeUndefined()
    expect(check?.('mail.example.com', shown(theirs))).toBeUndefined()
    expect(check?.('mail.example.org', shown(theirs))).toBeInstanceOf(Error)
  })

  it('is not more where the file holds a block that is no certificate', () => {
    const ca = `-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n${ours}`
    const check = tlsOptions({ validateCertificate: true, ca }).checkServerIdentity
    expect(check?.('elsewhere.example.net', shown(ours))).toBeUndefined()
    expect(check?.('elsewhere.example.net', shown(theirs))).toBeInstanceOf(Error)
  })
})
