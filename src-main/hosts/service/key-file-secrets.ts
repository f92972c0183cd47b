import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../engine/errors.ts'
import type { Secrets } from '../../engine/ports.ts'

/**
 * Secrets without a desktop's key store: AES-256-GCM under a key from `POSTDESK_KEY`, or from a file beside the store
 * that only its owner can read. Sealed form: `v1.` + base64url of nonce, tag and text.
 */
export function createKeyFileSecrets(dataDir: string, environmentKey: string | undefined): Secrets {
  let key: Buffer | null = null
  const theKey = () => (key ??= environmentKey ? deriveKey(environmentKey) : readOrMakeKey(join(dataDir, 'secret.key')))
  return {
    async seal(plain) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', theKey(), nonce)
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')}`
    },
    async unseal(sealed) {
      const bytes = Buffer.from(sealed.replace(/^v1\./, ''), 'base64url')
      try {
        const decipher = createDecipheriv('aes-256-gcm', theKey(), bytes.subarray(0, 12))
        decipher.setAuthTag(bytes.subarray(12, 28))
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
      } catch (cause) {
        const message =
          'A stored password or key was sealed with another key. Bring back POSTDESK_KEY or the file secret.key, or enter the password again.'
        throw new AppError('secret-unreadable', message, { cause })
      }
    },
  }
}

function deriveKey(text: string): Buffer {
  return createHash('sha256').update(`postdesk-key:${text}`).digest()
}

function readOrMakeKey(file: string): Buffer {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex')
  if (key.length === 32) return key
  throw new AppError('secret-unreadable', `The key file ${file} is damaged; bring it back from a backup.`)
}
