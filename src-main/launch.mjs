// The two commands of the README. Plain JavaScript with node: imports only: any Node from 20 on runs it, with nothing
// installed yet. It installs what is missing, builds what is stale, and then runs the application or the tests.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isInstalled, rememberInstalled } from './is-installed.mjs'
import { findElectron, findNode, runAsShadow } from './node-runtime.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
const NODE_20 = 20

/** @param {string} text */
function say(text) {
  process.stderr.write(`${text}\n`)
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ quiet?: boolean, stdout?: 'inherit' | 'stderr' }} [how]
 */
function run(command, args, how = {}) {
  const path = `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`
  const output = how.quiet ? 'ignore' : 2
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', output, output],
    env: { ...process.env, PATH: path },
    shell: process.platform === 'win32',
  })
  return result.status === 0
}

function install() {
  if (isInstalled(root)) return true
  say('Installing packages (once).')
  if (!run(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'])) {
    say('postdesk: npm ci failed; the reason stands above.')
    return false
  }
  rememberInstalled(root)
  return true
}

/**
 * The newest change below some folders, in milliseconds.
 * @param {readonly string[]} paths
 * @returns {number}
 */
function newest(paths) {
  let latest = 0
  for (const path of paths) {
    const info = statSync(path)
    latest = Math.max(latest, info.mtimeMs)
    if (info.isDirectory()) latest = Math.max(latest, newest(readdirSync(path).map(name => join(path, name))))
  }
  return latest
}

function build() {
  // Written by the build itself (electron.vite.config.ts), whoever runs it.
  const stamp = join(root, 'out', '.built')
  const sources = ['src-main', 'src-preload', 'src-renderer', 'electron.vite.config.ts', 'package.json']
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= newest(sources.map(name => join(root, name)))) return true
  say('Building.')
  const node = findNode(root)
  if (!node) return refuseOldNode()
  const electronVite = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  if (!run(node.command, [electronVite, 'build', '--logLevel', 'warn'])) {
    say('postdesk: the build failed; the reason stands above.')
    return false
  }
  return true
}

function refuseOldNode() {
  say(`postdesk: needs Node 22.14 or later on this platform; this is ${process.versions.node}.`)
  return false
}

/** Why the desktop application cannot open here, in one sentence; null when it can. */
function whyNoDesktop() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return 'There is no display for a window, so Postdesk runs in the browser instead.'
  }
  if (findElectron(root)) return null
  const downloader = join(root, 'node_modules', 'electron', 'install.js')
  if (existsSync(downloader)) run(process.execPath, [downloader], { quiet: true })
  if (findElectron(root)) return null
  return 'Electron could not be downloaded, so Postdesk runs in the browser instead.'
}

async function start(/** @type {string[]} */ args) {
  if (!install() || !build()) return 1
  const reason = whyNoDesktop()
  const electron = findElectron(root)
  if (reason === null && electron) return runAsShadow({ command: electron, env: {} }, [root, ...args])
  say(reason ?? 'Electron is not here, so Postdesk runs in the browser instead.')
  const node = findNode(root)
  if (!node) return refuseOldNode() ? 0 : 1
  return runAsShadow(node, [join(root, 'out', 'main', 'cli.js'), 'serve', ...args])
}

async function test(/** @type {string[]} */ args) {
  if (!install() || !build()) return 1
  const node = findNode(root)
  if (!node) return refuseOldNode() ? 0 : 1
  return runAsShadow(node, [join(root, 'test', 'run.ts'), ...args])
}

if (Number(process.versions.node.split('.')[0]) < NODE_20) {
  say(`postdesk: needs Node 20 or later; this is ${process.versions.node}.`)
  process.exitCode = 1
} else {
  const [what, ...args] = process.argv.slice(2)
  process.exitCode = what === 'test' ? await test(args) : await start(args)
}
