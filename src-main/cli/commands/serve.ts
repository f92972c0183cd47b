import { spawn } from 'node:child_process'
import { othersCanEnter } from '../../engine/index.ts'
import { findBuildPaths } from '../../hosts/build-paths.ts'
import { commandSocketPath, listenForCommands } from '../../hosts/service/command-socket.ts'
import { startServiceHost } from '../../hosts/service/start-service-host.ts'
import { readArguments, readWholeNumber, requireWords } from '../arguments.ts'
import type { Command } from '../command.ts'
import { openOwn } from '../open-desk.ts'
import { printJson, say } from '../output.ts'

/** The service host: owns the store, polls, serves the screens on loopback until SIGTERM. */
export const serve: Command = async (args, { dataDir }) => {
  const { values, positionals } = readArguments(args, {
    port: { type: 'string', default: '0' },
    'no-open': { type: 'boolean', default: false },
  })
  requireWords(positionals)
  const port = readWholeNumber(values.port, '--port', 0, 65_535)
  const stopped = new Promise(resolve => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, resolve)
  })
  const desk = await openOwn(dataDir, 'service')
  const warning = othersCanEnter(dataDir)
  if (warning !== null) say(warning)
  const closing = [() => desk.close()]
  try {
    const commands = await listenForCommands(desk.api, commandSocketPath(dataDir), desk.engine.log)
    closing.unshift(() => commands.close())
    const { rendererDir } = findBuildPaths(import.meta.url)
    const host = await startServiceHost({ api: desk.api, rendererDir, port, log: desk.engine.log })
    closing.unshift(() => host.close())
    desk.engine.start()
    printJson({ url: host.url, pid: process.pid })
    if (values['no-open'] || !openBrowser(host.url)) say(`Open ${host.url} in a browser on this machine.`)
    await stopped
    return 0
  } finally {
    for (const close of closing) await close()
  }
}

/** False where there is no desktop to open one on. */
function openBrowser(url: string): boolean {
  const [command, ...before] =
    process.platform === 'darwin'
      ? ['open']
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler']
        : process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']
          ? ['xdg-open']
          : []
  if (!command) return false
  const child = spawn(command, [...before, url], { stdio: 'ignore', detached: true })
  child.on('error', () => say(`Open ${url} in a browser on this machine.`))
  child.unref()
  return true
}
