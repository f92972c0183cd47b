import { join } from 'node:path'

export function deskFile(dataDir: string): string {
  return join(dataDir, 'desk.db')
}

export function blobsFile(dataDir: string): string {
  return join(dataDir, 'blobs.db')
}
