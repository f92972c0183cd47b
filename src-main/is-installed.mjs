// Whether node_modules holds what package-lock.json asks for. Asked by the launcher, and by the tests of it.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} Installed
 * @typedef {Record<string, Installed>} Packages
 */

/** @param {string} root */
export function isInstalled(root) {
  const stamp = stampOf(root)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOfLock(root)) return true
  if (!isInstalledByHand(root)) return false
  rememberInstalled(root)
  return true
}

/** @param {string} root */
export function rememberInstalled(root) {
  writeFileSync(stampOf(root), hashOfLock(root))
}

/**
 * After an `npm ci` of a person there is no stamp of ours, but npm's own list of what it installed.
 * @param {string} root
 */
function isInstalledByHand(root) {
  const wanted = packagesIn(join(root, 'package-lock.json'))
  const there = packagesIn(join(root, 'node_modules', '.package-lock.json'))
  if (wanted === null || there === null) return false
  return Object.entries(wanted).every(([path, { version, integrity, optional, devOptional }]) => {
    if (path === '') return true
    const found = there[path]
    // What is made for another platform is never there.
    if (!found) return optional === true || devOptional === true
    return found.version === version && found.integrity === integrity
  })
}

/**
 * @param {string} file
 * @returns {Packages | null}
 */
function packagesIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? null
  } catch {
    return null
  }
}

/** @param {string} root */
const stampOf = root => join(root, 'node_modules', '.postdesk-installed')

/** @param {string} root */
const hashOfLock = root =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
