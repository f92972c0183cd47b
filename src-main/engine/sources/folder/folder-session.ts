import { stat } from 'node:fs/promises'
import { AppError, describeError } from '../../errors.ts'
import type { LeftOut, SourceSession } from '../../ports.ts'
import { describeDiskFailure } from './describe-disk-failure.ts'
import { ONLY_READ } from './mbox.ts'
import type { MailStore } from './store.ts'

/** One look at mail on disk. Nothing is locked: other programs may come and go meanwhile. */
export function createFolderSession(store: MailStore, path: string): SourceSession {
  const guard = async <Result>(work: Promise<Result>): Promise<Result> => {
    try {
      return await work
    } catch (error) {
      throw error instanceof TypeError ? error : describeDiskFailure(error, path)
    }
  }
  /** A drive that has been taken away is an error, not a folder whose mail was removed. */
  const assertThere = async (): Promise<void> => {
    await guard(stat(path))
  }
  const settle = async (work: Promise<'done' | 'gone'>): Promise<'done' | 'gone'> => {
    const result = await guard(work)
    if (result === 'gone') await assertThere()
    return result
  }
  /** One file that cannot be read does not keep the others from coming: it has its reason. */
  const readOne = async (
    uid: string,
    work: Promise<Uint8Array | null>,
    onLeftOut: (leftOut: LeftOut) => void = () => undefined,
  ): Promise<Uint8Array | null> => {
    const raw = await work.catch((error: unknown) => {
      if (error instanceof TypeError) throw error
      const why = describeError(error instanceof AppError ? error : describeDiskFailure(error, path))
      onLeftOut({ uid, kind: 'unreadable', why })
      return null
    })
    if (raw === null) await assertThere()
    return raw
  }
  return {
    ...(store.kind === 'mbox' ? { onlyRead: ONLY_READ } : {}),
    list: known => guard(store.list(known)),
    async *fetch(uids, signal, onLeftOut) {
      for (const uid of uids) {
        if (signal.aborted) {
          throw new AppError('connection-failed', 'Reading was ended on request.', {
            cause: signal.reason,
            retry: true,
          })
        }
        const raw = await readOne(uid, store.read(uid), onLeftOut)
        if (raw !== null) yield { uid, raw }
      }
    },
    fetchHeaders: (uid, most, onLeftOut) => readOne(uid, store.readHeaders(uid, most), onLeftOut),
    remove: (uid, sha256) => settle(store.remove(uid, sha256)),
    move: (uid, targetFolder, _notes, sha256) => settle(store.move(uid, targetFolder, sha256)),
    async close() {},
  }
}
