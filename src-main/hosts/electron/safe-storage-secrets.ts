import { safeStorage } from 'electron'
import { AppError } from '../../engine/errors.ts'
import type { Secrets } from '../../engine/ports.ts'

const PREFIX = 'safe-storage:1:'
/** What Chromium writes on Linux when it seals with a password that stands in its source text. */
const NOT_SEALED = 'v10'

/**
 * `none`: this system keeps no secrets, and Electron would seal with a key that everybody knows. `locked`: there is a
 * key store, and it does not open now.
 */
export type KeyStoreState = 'open' | 'locked' | 'none'

/** To be asked after the app is ready. */
export async function keyStoreState(): Promise<KeyStoreState> {
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return 'none'
  return (await safeStorage.isAsyncEncryptionAvailable()) ? 'open' : 'locked'
}

/** Was this sealed by the key store of a desktop? */
export function isSealedBySystem(sealed: string): boolean {
  return sealed.startsWith(PREFIX)
}

/** Seals with a key that the operating system keeps for this user. */
export function createSafeStorageSecrets(): Secrets {
  return {
    async seal(plain) {
      await demandKeyStore()
      const sealed = await safeStorage.encryptStringAsync(plain)
      if (process.platform === 'linux' && sealed.subarray(0, NOT_SEALED.length).toString('latin1') === NOT_SEALED) {
        throw noKeyStore()
      }
      return PREFIX + sealed.toString('base64')
    },
    async unseal(sealed) {
      await demandKeyStore()
      if (!isSealedBySystem(sealed)) throw unreadable()
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
  const state = await keyStoreState()
  if (state === 'none') throw noKeyStore()
  if (state === 'open') return
  throw new AppError(
    'secret-unreadable',
    'The key store of this computer cannot be reached. Unlock it (keychain, keyring or wallet) and try again.',
    { retry: true },
  )
}

function noKeyStore(): AppError {
  return new AppError(
    'secret-unreadable',
    'This computer has no key store for passwords. Install GNOME Keyring or KWallet, or start Postdesk again and let it use a key file.',
  )
}

function unreadable(cause?: unknown): AppError {
  return new AppError(
    'secret-unreadable',
    'The password was stored by another user or on another computer. Type it again in the settings of the inbox.',
    { cause, field: 'password' },
  )
}
