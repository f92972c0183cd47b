import { resolve } from 'node:path'
import { startDesktop } from '../../src-main/hosts/electron/main.ts'
import { createFakeApi } from '../fakes/fake-api.ts'
import { filledDesk } from '../fakes/fake-desk.ts'

/** The real shell over a desk in memory; forked by the tests beside it. */
const api = createFakeApi(filledDesk(0))

startDesktop({
  bundleDir: resolve(import.meta.dirname, '../../out/main'),
  async openApi(secrets, dataDir) {
    if (process.env['FAKE_BROKEN_STORE'] === '1') throw new Error('The store belongs to another process.')
    const sealed = await secrets.seal('pässword').catch(error => error.message)
    const unsealed = await secrets.unseal(sealed).catch(error => error.code)
    const foreign = await secrets.unseal('other:xyz').catch(error => error.code)
    process.send?.({ opened: { dataDir, sealed, unsealed, foreign } })
    process.on('message', message => {
      if (message === 'emit') for (let i = 0; i < 5; i += 1) api.emit({ name: 'ticket.changed', data: { id: '1' } })
    })
    return {
      api,
      async close() {
        await new Promise(done => setImmediate(done))
        process.send?.({ closed: true })
      },
    }
  },
})
