import { chownSync, utimesSync, writeFileSync } from 'node:fs'
import { chown, mkdir, readdir, readFile, rename, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export type Owner = { readonly uid: number; readonly gid: number }

let written = 0

/** Modified UTF-7 of RFC 3501 section 5.1.3, in which IMAP servers keep folder names on disk. */
export function encodeMailboxName(name: string): string {
  return name.replace(/&|[^\x20-\x7e]+/g, run => {
    if (run === '&') return '&-'
    const utf16 = Buffer.from(run, 'utf16le').swap16()
    return `&${utf16.toString('base64').replace(/=+$/, '').replaceAll('/', ',')}-`
  })
}

/** Where a Maildir++ store keeps `mailbox`: INBOX is the root, `A/B` is `.A.B`. */
export function maildirOf(root: string, mailbox: string): string {
  return mailbox.toUpperCase() === 'INBOX' ? root : join(root, `.${encodeMailboxName(mailbox).replaceAll('/', '.')}`)
}

export async function createMaildir(folder: string, owner: Owner): Promise<void> {
  for (const part of [folder, join(folder, 'cur'), join(folder, 'new'), join(folder, 'tmp')]) {
    await mkdir(part, { recursive: true })
    await chown(part, owner.uid, owner.gid)
  }
}

/** Writes a mail as already seen by no one, with its file time as INTERNALDATE; whole at once, for who watches. */
export async function writeMaildirMessage(
  folder: string,
  raw: Uint8Array,
  receivedAt: number,
  owner: Owner,
): Promise<void> {
  written += 1
  const name = `${Math.floor(receivedAt / 1000)}.M${String(written).padStart(6, '0')}P${process.pid}.test,S=${raw.length}:2,`
  const path = join(folder, 'tmp', name)
  await writeFile(path, raw)
  await chown(path, owner.uid, owner.gid)
  await utimes(path, receivedAt / 1000, receivedAt / 1000)
  await rename(path, join(folder, 'cur', name))
}

/** Writes very many mails, a second apart by server date, with all that Dovecot needs to know in their names. */
export function fillMaildir(folder: string, mails: Iterable<Uint8Array>, firstAt: number, owner: Owner): void {
  let receivedAt = Math.floor(firstAt / 1000)
  for (const raw of mails) {
    written += 1
    const size = raw.length
    const name = `${receivedAt}.M${String(written).padStart(6, '0')}P${process.pid}.test,S=${size},W=${size}:2,`
    const path = join(folder, 'cur', name)
    writeFileSync(path, raw)
    chownSync(path, owner.uid, owner.gid)
    utimesSync(path, receivedAt, receivedAt)
    receivedAt += 1
  }
}

/** Paths of the mails, sorted by name, which is the order of writing. */
export async function listMaildir(folder: string): Promise<string[]> {
  const paths: string[] = []
  for (const part of ['cur', 'new']) {
    const names = await readdir(join(folder, part)).catch(() => [])
    for (const name of names) if ((await stat(join(folder, part, name))).isFile()) paths.push(join(folder, part, name))
  }
  return paths.sort((a, b) => (a.split('/').at(-1) ?? '').localeCompare(b.split('/').at(-1) ?? ''))
}

export async function readMaildir(folder: string): Promise<Buffer[]> {
  return Promise.all((await listMaildir(folder)).map(path => readFile(path)))
}
