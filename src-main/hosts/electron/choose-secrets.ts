import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { dialog } from 'electron'
import type { Secrets } from '../../engine/ports.ts'
import { createKeyFileSecrets } from '../service/key-file-secrets.ts'
import { createSafeStorageSecrets, isSealedBySystem, keyStoreState } from './safe-storage-secrets.ts'
import type { Texts } from './texts/texts.ts'

/**
 * The system's key store; where there is none (a Linux desktop without a keyring) a key file, after it was said what
 * that means and somebody agreed. What was sealed the one way stays readable after the other was taken up. Null: nobody
 * agreed, and Postdesk cannot start.
 */
export async function chooseSecrets(dataDir: string, texts: Texts): Promise<Secrets | null> {
  const environmentKey = process.env['POSTDESK_KEY']
  const keyFile = join(dataDir, 'secret.key')
  const system = createSafeStorageSecrets()
  const byKeyFile = createKeyFileSecrets(dataDir, environmentKey)
  const hasKey = () => Boolean(environmentKey) || existsSync(keyFile)
  const hasKeyStore = (await keyStoreState()) !== 'none'
  if (!hasKeyStore && !hasKey() && !agrees(keyFile, texts)) return null
  const sealing = hasKeyStore ? system : byKeyFile
  return {
    seal: plain => sealing.seal(plain),
    unseal(sealed) {
      // A key file that is not there must not be made only to find that it does not fit.
      if (isSealedBySystem(sealed) || !hasKey()) return system.unseal(sealed)
      return byKeyFile.unseal(sealed)
    },
  }
}

function agrees(keyFile: string, texts: Texts): boolean {
  const answer = dialog.showMessageBoxSync({
    type: 'warning',
    message: texts('noKeyStoreTitle'),
    detail: texts('noKeyStoreText', { file: keyFile }),
    buttons: [texts('useKeyFile'), texts('quit')],
    defaultId: 1,
    cancelId: 1,
  })
  return answer === 0
}
