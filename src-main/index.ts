import { createApi } from './api/dispatch.ts'
import { createEngine } from './engine/index.ts'
import { findBuildPaths } from './hosts/build-paths.ts'
import { startDesktop } from './hosts/electron/main.ts'
import { keepHeapSmall } from './hosts/keep-heap-small.ts'
import { createStderrLog, systemClock, systemNetwork } from './hosts/system-ports.ts'

keepHeapSmall()
const log = createStderrLog('warn')

/** The desktop application: Electron's entry, and one of the two places where engine and host are put together. */
// Not awaited: Electron becomes ready only after this file has been evaluated to its end.
startDesktop({
  bundleDir: import.meta.dirname,
  log,
  async openApi(ports, dirs) {
    const { workerUrl, version } = findBuildPaths(import.meta.url)
    const engine = await createEngine(
      { clock: systemClock, network: systemNetwork, log, ...ports },
      { ...dirs, version, host: 'desktop', workerUrl, readerThreads: 2, mode: 'own' },
    )
    engine.start()
    return { api: createApi(engine), close: () => engine.close() }
  },
})
