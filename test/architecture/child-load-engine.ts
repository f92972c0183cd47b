import { mkdtempSync, rmSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Run as a process of its own by `engine-in-plain-node.test.ts`: here nobody can load Electron, and the engine starts
 * all the same. Prints what it did as one JSON line.
 */
registerHooks({
  resolve(specifier, context, next) {
    if (/^electron($|\/)/.test(specifier)) throw new Error(`There is no ${specifier} here.`)
    return next(specifier, context)
  },
})

const noElectron = await import('electron' as string).then(
  () => false,
  () => true,
)
const { createEngine } = await import('../../src-main/engine/index.ts')
const { createApi } = await import('../../src-main/api/dispatch.ts')
const { createKeyFileSecrets } = await import('../../src-main/hosts/service/key-file-secrets.ts')
const { createStderrLog, systemClock } = await import('../../src-main/hosts/system-ports.ts')

const dataDir = mkdtempSync(join(tmpdir(), 'postdesk-plain-node-'))
try {
  const engine = await createEngine(
    { clock: systemClock, log: createStderrLog('error'), secrets: createKeyFileSecrets(dataDir, undefined) },
    {
      dataDir,
      version: '0.0.0',
      host: 'service',
      workerUrl: pathToFileURL(join(import.meta.dirname, '../../src-main/engine/mail/worker.ts')),
      resourcesDir: '',
      readerThreads: 1,
      mode: 'own',
    },
  )
  const raw = Buffer.from('From: Ada <ada@example.org>\r\nSubject: Hello\r\n\r\nHi.\r\n')
  const explained = await createApi(engine).dispatch('mails.explain', { file: 'a', base64: raw.toString('base64') })
  await engine.close()
  process.stdout.write(`${JSON.stringify({ noElectron, explained })}\n`)
} finally {
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 20 })
}
