import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../engine/errors.ts'
import type { Secrets } from '../../engine/ports.ts'

/**
 * Secrets without a desktop's key store: AES-256-GCM under a key from `POSTDESK_KEY`, or from a file beside the store
 * that only its owner can read. Sealed form: `v1.` + base64url of nonce, tag and text. The file is made when something
 * is sealed for the first time; whoever only reads makes none, because it could fit nothing.
 */
export function createKeyFileSecrets(dataDir: string, environmentKey: string | undefined): Secrets {
  const file = join(dataDir, 'secret.key')
  let known: Buffer | null = environmentKey ? deriveKey(environmentKey) : null
  return {
    async seal(plain) {
      known ??= readKey(file) ?? makeKey(file)
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', known, nonce)
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return `${SEALED_HERE}${Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')}`
    },
    async unseal(sealed) {
      if (!sealed.startsWith(SEALED_HERE)) throw unreadable(BY_A_DESKTOP)
      known ??= readKey(file)
      if (known === null) throw unreadable(`Its key file ${file} is missing. ${REMEDY}`)
      const bytes = Buffer.from(sealed.slice(SEALED_HERE.length), 'base64url')
      try {
        const decipher = createDecipheriv('aes-256-gcm', known, bytes.subarray(0, 12))
        decipher.setAuthTag(bytes.subarray(12, 28))
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
      } catch (cause) {
        throw unreadable(`It was sealed with another key. ${REMEDY}`, cause)
      }
    },
  }
}

const SEALED_HERE = 'v1.'
const REMEDY = 'Bring back POSTDESK_KEY or the file secret.key, or enter the password or sign in again.'
const BY_A_DESKTOP =
  'It was sealed by the key store of a desktop. Open this desk in the desktop application on that computer, or enter the password or sign in again.'

function unreadable(why: string, cause?: unknown): AppError {
  return new AppError('secret-unreadable', `A stored password or key cannot be read. ${why}`, { cause })
}

function deriveKey(text: string): Buffer {
  return createHash('sha256').update(`postdesk-key:${text}`).digest()
}

/** Null when there is none. */
function readKey(file: string): Buffer | null {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (!stats) return null
  const key = stats.isFile() ? Buffer.from(readFileSync(file, 'utf8').trim(), 'hex') : Buffer.alloc(0)
  if (key.length === 32) return key
  throw new AppError('secret-unreadable', `The key file ${file} is damaged; bring it back from a backup.`)
}

function makeKey(file: string): Buffer {
  const key = randomBytes(32)
  writeFileSync(file, key.toString('hex'), { mode: 0o600, flag: 'wx' })
  return key
}
