import { chmodSync, existsSync, lstatSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

export function deskFile(dataDir: string): string {
  return join(dataDir, 'desk.db')
}

export function blobsFile(dataDir: string): string {
  return join(dataDir, 'blobs.db')
}

/** Is anything of a store here? Half of one is: whoever opens it says what is missing. */
export function hasPartOfStore(dataDir: string): boolean {
  return [deskFile(dataDir), `${deskFile(dataDir)}-wal`, blobsFile(dataDir)].some(file => existsSync(file))
}

/** Databases with their journals, what a restore has set aside or half made, the note of the lock, the key, the socket. */
const STORE_FILE =
  /^(?:(?:restored-)?(?:desk|blobs)\.db(?:\.new|\.before-restore-.*)?(?:-wal(?:\.set-aside-\d+)?|-shm|-journal)?|lock\.(?:db(?:-wal|-shm|-journal)?|json)|secret\.key|desk\.sock)$/i

/** Is this the name of a file that a store keeps in its folder? In any case: some file systems make no difference. */
export function isStoreFileName(name: string): boolean {
  return STORE_FILE.test(name)
}

/** The files of the store in this folder that exist, as paths. */
export function storeFilesIn(dataDir: string): readonly string[] {
  return readdirSync(dataDir)
    .filter(isStoreFileName)
    .map(name => join(dataDir, name))
}

/** Takes the files of a store from everybody but their owner. Earlier versions made them as the umask said. */
export function tightenStoreFiles(dataDir: string): void {
  if (process.platform === 'win32') return
  for (const file of storeFilesIn(dataDir)) {
    const stats = lstatSync(file, { throwIfNoEntry: false })
    if (!stats?.isFile() || (stats.mode & 0o077) === 0) continue
    try {
      chmodSync(file, stats.mode & 0o700)
    } catch {
      // The file of another user, or a disk without modes: the store opens all the same.
    }
  }
}

/** What to say when others can look into the folder of the store; null when they cannot, and always on Windows. */
export function othersCanEnter(dataDir: string): string | null {
  if (process.platform === 'win32') return null
  const stats = statSync(dataDir, { throwIfNoEntry: false })
  if (!stats || (stats.mode & 0o077) === 0) return null
  return `Other users of this computer can look into ${dataDir}. To keep them out: chmod 700 ${quoted(dataDir)}`
}

/** For a shell, where it needs to be. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`
}
