import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createApi } from '../../src-main/api/dispatch.ts'
import { createEngine } from '../../src-main/engine/index.ts'
import { findBuildPaths } from '../../src-main/hosts/build-paths.ts'
import { createKeyFileSecrets } from '../../src-main/hosts/service/key-file-secrets.ts'
import { createStderrLog, systemClock } from '../../src-main/hosts/system-ports.ts'
import { emptyFolder } from './desktop-under-test.ts'

describe('a desk without a desktop around it', () => {
  it('says that it opens no links and has no preferences, and refuses both in words', async () => {
    const dataDir = join(emptyFolder(), 'data')
    const { workerUrl, resourcesDir } = findBuildPaths(import.meta.url)
    const engine = await createEngine(
      { clock: systemClock, log: createStderrLog('error'), secrets: createKeyFileSecrets(dataDir, 'key') },
      { dataDir, resourcesDir, workerUrl, version: '0', host: 'service', readerThreads: 1, mode: 'own' },
    )
    const api = createApi(engine)
    try {
      expect(await api.dispatch('host.capabilities', {})).toEqual({
        ok: true,
        data: { opensLinks: false, desktopPreferences: false },
      })
      for (const [name, input] of [
        ['desktop.preferences', {}],
        ['desktop.savePreferences', { values: { keepRunning: false } }],
        ['host.openLink', { url: 'https://example.org/' }],
      ] as const) {
        expect(await api.dispatch(name, input)).toMatchObject({
          ok: false,
          error: { code: 'not-allowed', message: expect.stringContaining('as a service') },
        })
      }
    } finally {
      await engine.close()
    }
  })
})
