import { resolve } from 'node:path'
import { isInstalled } from '../../src-main/is-installed.mjs'

/** Before the first test: one of them runs the launcher, which would install under the feet of all others. */
export default function requireReady(): void {
  if (isInstalled(resolve(import.meta.dirname, '../..'))) return
  throw new Error('node_modules is not what package-lock.json asks for. Run npm ci, then the tests.')
}
