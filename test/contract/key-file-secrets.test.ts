import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createKeyFileSecrets } from '../../src-main/hosts/service/key-file-secrets.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'postdesk-secrets-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const unreadable = { code: 'secret-unreadable' }

describe('a password that is sealed with the key file', () => {
  it('is not in what is stored, never sealed twice alike, and readable after a restart', async () => {
    const secrets = createKeyFileSecrets(dir, undefined)
    const [one, two] = [await secrets.seal('correct horse'), await secrets.seal('correct horse')]
    expect(one).not.toBe(two)
    expect(Buffer.from(one.slice(3), 'base64url').includes('correct')).toBe(false)
    expect(await createKeyFileSecrets(dir, undefined).unseal(one)).toBe('correct horse')
  })

  it('has a key that only the owner of the process can read', async () => {
    await createKeyFileSecrets(dir, undefined).seal('correct horse')
    expect(statSync(join(dir, 'secret.key')).mode & 0o777).toBe(0o600)
  })

  it('is refused when a bit of it was changed, or under another key', async () => {
    const secrets = createKeyFileSecrets(dir, undefined)
    const sealed = await secrets.seal('correct horse')
    const bytes = Buffer.from(sealed.slice(3), 'base64url')
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
    await expect(secrets.unseal(`v1.${bytes.toString('base64url')}`)).rejects.toMatchObject(unreadable)
    await expect(createKeyFileSecrets(dir, 'another key').unseal(sealed)).rejects.toMatchObject(unreadable)
  })

  it('makes no key file where the key comes from the environment', async () => {
    const sealed = await createKeyFileSecrets(dir, 'from outside').seal('correct horse')
    expect(await createKeyFileSecrets(dir, 'from outside').unseal(sealed)).toBe('correct horse')
    expect(() => readFileSync(join(dir, 'secret.key'))).toThrow(/ENOENT/)
  })
})
