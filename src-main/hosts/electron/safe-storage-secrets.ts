import { safeStorage } from 'electron'
import { AppError } from '../../engine/errors.ts'
import type { Secrets } from '../../engine/ports.ts'

const PREFIX = 'safe-storage:1:'

/** Seals with a key that the operating system keeps for this user. Usable after the app is ready. */
export function createSafeStorageSecrets(): Secrets {
  return {
    async seal(plain) {
      await demandKeyStore()
      return PREFIX + (await safeStorage.encryptStringAsync(plain)).toString('base64')
    },
    async unseal(sealed) {
      await demandKeyStore()
      if (!sealed.startsWith(PREFIX)) throw unreadable()
      try {
        const { result } = await safeStorage.decryptStringAsync(Buffer.from(sealed.slice(PREFIX.length), 'base64'))
        return result
      } catch (cause) {
        throw unreadable(cause)
      }
    },
  }
}

async function demandKeyStore(): Promise<void> {
  if (await safeStorage.isAsyncEncryptionAvailable()) return
  throw new AppError(
    'secret-unreadable',
    'The key store of this computer cannot be reached. Unlock it (keychain, keyring or wallet) and try again.',
    { retry: true },
  )
}

function unreadable(cause?: unknown): AppError {
  return new AppError(
    'secret-unreadable',
    'The password was stored by another user or on another computer. Type it again in the settings of the inbox.',
    { cause, field: 'password' },
  )
}
