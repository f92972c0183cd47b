import { resolve } from 'node:path'
import { startDesktop } from '../../src-main/hosts/electron/main.ts'
import { createStderrLog } from '../../src-main/hosts/system-ports.ts'
import type { Reply } from '../../src-preload/contract/define.ts'
import type { AnyEvent } from '../../src-preload/contract/events.ts'

/**
 * The real shell over answers that the test beside it gives: `{answers: {name: data}}` sets them, `{happens: event}`
 * tells an event or several, `{throws: text}` throws where nobody catches. Forked by the tests.
 */
type Message = {
  readonly answers?: Readonly<Record<string, unknown>>
  readonly happens?: AnyEvent | readonly AnyEvent[]
  readonly throws?: string
  readonly rejects?: string
}

const listeners = new Set<(event: AnyEvent) => void>()
const answers: Record<string, unknown> = JSON.parse(process.env['FAKE_API'] ?? '{}')

process.on('message', (message: Message) => {
  Object.assign(answers, message.answers)
  const { happens, throws, rejects } = message
  for (const event of happens ? [happens].flat() : []) for (const listener of listeners) listener(event)
  if (rejects !== undefined) void Promise.reject(new Error(rejects))
  if (throws === undefined) return
  setImmediate(() => {
    throw new Error(throws)
  })
})

startDesktop({
  bundleDir: resolve(import.meta.dirname, '../../out/main'),
  log: createStderrLog('error'),
  async openApi({ secrets, desktop }, { dataDir, resourcesDir }) {
    if (process.env['FAKE_BROKEN_STORE'] === '1') throw new Error('The store belongs to another process.')
    const sealed = await secrets.seal('pässword').catch(error => error.message)
    const unsealed = await secrets.unseal(sealed).catch(error => error.code)
    const foreign = await secrets.unseal('other:xyz').catch(error => error.code)
    process.send?.({ opened: { dataDir, resourcesDir, sealed, unsealed, foreign } })
    return {
      api: {
        async dispatch(name, input): Promise<Reply<unknown>> {
          process.send?.({ called: name, input })
          if (name === 'desktop.preferences') return { ok: true, data: await desktop.preferences() }
          if (name === 'desktop.savePreferences') {
            await desktop.savePreferences((input as { values: { startAtLogin?: boolean } }).values)
            return { ok: true, data: {} }
          }
          if (name in answers) return { ok: true, data: answers[name] }
          return { ok: false, error: { code: 'not-yet', message: `${name} is not told.` } }
        },
        on(listener) {
          listeners.add(listener)
          return () => listeners.delete(listener)
        },
      },
      async close() {
        process.send?.({ closing: true })
        if (process.env['FAKE_CLOSE_HANGS'] === '1') await new Promise(() => undefined)
        await new Promise(done => setImmediate(done))
        process.send?.({ closed: true })
      },
    }
  },
})
