import { stat } from 'node:fs/promises'
import { AppError } from '../../errors.ts'
import type { FolderListing, KnownFolder, SourceSession } from '../../ports.ts'
import { describeDiskFailure } from './describe-disk-failure.ts'
import type { MailStore } from './store.ts'

/** Names on disk are not numbered anew, so there is only one. */
const uidValidity = '1'

/** One look at mail on disk. Nothing is locked: other programs may come and go meanwhile. */
export function createFolderSession(store: MailStore, path: string, maxBytes: number): SourceSession {
  const sizes = new Map<string, number>()
  const guard = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work
    } catch (error) {
      throw error instanceof TypeError ? error : describeDiskFailure(error, path)
    }
  }
  /** A drive that has been taken away is an error, not a folder whose mail has gone. */
  const assertThere = async (): Promise<void> => {
    await guard(stat(path))
  }
  const settle = async (work: Promise<'done' | 'gone'>): Promise<'done' | 'gone'> => {
    const result = await guard(work)
    if (result === 'gone') await assertThere()
    return result
  }
  return {
    async list(known) {
      const messages = await guard(store.list())
      sizes.clear()
      for (const message of messages) sizes.set(message.uid, message.sizeBytes)
      return compare(messages, known)
    },
    async *fetch(uids, signal) {
      if (sizes.size === 0) for (const { uid, sizeBytes } of await guard(store.list())) sizes.set(uid, sizeBytes)
      for (const uid of uids) {
        if (signal.aborted) {
          throw new AppError('connection-failed', 'Reading was ended on request.', {
            cause: signal.reason,
            retry: true,
          })
        }
        if ((sizes.get(uid) ?? 0) > maxBytes) continue
        // One file that cannot be read does not keep the others from coming.
        const raw = await store.read(uid).catch(error => {
          if (error instanceof TypeError) throw error
          return null
        })
        if (raw === null) await assertThere()
        else yield { uid, raw }
      }
    },
    async fetchHeaders(uid, maxBytes) {
      const raw = await guard(store.read(uid))
      return raw === null ? null : cutHeaders(raw).subarray(0, maxBytes)
    },
    remove: uid => settle(store.remove(uid)),
    move: (uid, targetFolder) => settle(store.move(uid, targetFolder)),
    async close() {},
  }
}

async function compare(messages: Awaited<ReturnType<MailStore['list']>>, known: KnownFolder): Promise<FolderListing> {
  const before = known.uidValidity === uidValidity ? await known.uids() : new Set<string>()
  const added = messages.filter(message => !before.has(message.uid))
  // Names have no order, so only counting those that stayed tells whether one has gone.
  const nothingGone = messages.length - added.length === before.size
  return {
    uidValidity,
    added,
    present: nothingGone ? 'unchanged' : new Set(messages.map(message => message.uid)),
    highestUid: null,
    onServer: messages.length,
  }
}

/** Up to and with the empty line; everything when there is none. */
function cutHeaders(raw: Uint8Array): Uint8Array {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  const ends = ['\r\n\r\n', '\n\n']
    .map(end => ({ at: bytes.indexOf(end), length: end.length }))
    .filter(({ at }) => at >= 0)
  const first = ends.sort((a, b) => a.at - b.at)[0]
  return first === undefined ? raw : raw.subarray(0, first.at + first.length)
}
