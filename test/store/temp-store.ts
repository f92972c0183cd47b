import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DeskStore, openStore } from '../../src-main/engine/store/open.ts'

export type TempStore = { readonly store: DeskStore; remove(): Promise<void> }

export function tempFolder(): { readonly dir: string; remove(): void } {
  const dir = mkdtempSync(join(tmpdir(), 'postdesk-store-'))
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true, maxRetries: 20 }) }
}

/** A real store in a folder of its own. */
export function tempStore(): TempStore {
  const { dir, remove } = tempFolder()
  const store = openStore(dir, { pid: process.pid, name: 'the tests', since: 0, socket: '' })
  return {
    store,
    async remove() {
      await store.close()
      remove()
    },
  }
}
