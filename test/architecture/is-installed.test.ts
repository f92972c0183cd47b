import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isInstalled } from '../../src-main/is-installed.mjs'

const WANTED = {
  '': { version: '0.1.0' },
  'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
  'node_modules/b-for-windows': { version: '2.0.0', integrity: 'sha512-b', optional: true },
}

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'postdesk-installed-'))
  mkdirSync(join(root, 'node_modules'))
  write('package-lock.json', WANTED)
})
afterEach(() => rmSync(root, { recursive: true }))

function write(file: string, packages: object): void {
  writeFileSync(join(root, file), JSON.stringify({ lockfileVersion: 3, packages }))
}

describe('the launcher', () => {
  it('takes what a person installed with npm ci for installed, and remembers it', () => {
    write('node_modules/.package-lock.json', { 'node_modules/a': WANTED['node_modules/a'] })
    expect(isInstalled(root)).toBe(true)
    expect(existsSync(join(root, 'node_modules', '.postdesk-installed'))).toBe(true)
  })

  it.each([
    ['a package is missing', {}],
    ['a package has another version', { 'node_modules/a': { version: '1.0.1', integrity: 'sha512-a' } }],
    ['a package has other contents', { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-c' } }],
  ])('installs where %s', (_why, there) => {
    write('node_modules/.package-lock.json', there)
    expect(isInstalled(root)).toBe(false)
  })

  it('installs where nothing was installed', () => {
    expect(isInstalled(root)).toBe(false)
  })
})
