import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** Where the build put its pieces, for whichever built file asks. */
export type BuildPaths = {
  readonly root: string
  readonly workerUrl: URL
  readonly rendererDir: string
  readonly resourcesDir: string
  readonly version: string
}

/** Found by going up to the folder that holds package.json: entries and shared chunks lie at different depths. */
export function findBuildPaths(from: string): BuildPaths {
  let root = dirname(fileURLToPath(from))
  while (!existsSync(join(root, 'package.json')) && dirname(root) !== root) root = dirname(root)
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return {
    root,
    workerUrl: pathToFileURL(join(root, 'out', 'main', 'mail-worker.js')),
    rendererDir: join(root, 'out', 'renderer'),
    resourcesDir: join(root, 'resources'),
    version,
  }
}
