import type { FolderListing, KnownFolder, KnownMessage, ListedMessage } from '../../ports.ts'
import type { FileContent } from './file-content.ts'
import { nameOfUid } from './file-name.ts'
import type { FoundFile } from './look-at-file.ts'
import { recogniseFile } from './recognise-file.ts'

/** Names on disk are not numbered anew, so there is only one. */
export const FILES_UID_VALIDITY = '1'

export type ListedFiles = { readonly listing: FolderListing; readonly byUid: ReadonlyMap<string, FoundFile> }

/**
 * The files of a folder as messages: a file is known by its name and its content. What nobody has touched since it was
 * last listed is not opened; what was touched is read once.
 */
export async function listFiles(
  files: readonly FoundFile[],
  known: KnownFolder,
  readContent: (file: FoundFile) => Promise<FileContent | null>,
): Promise<ListedFiles> {
  const isKnown = known.uidValidity === FILES_UID_VALIDITY
  const here = isKnown ? await known.stamps() : []
  const stamps = Map.groupBy(here, ({ uid }) => nameOfUid(uid))
  const byUid = new Map<string, FoundFile>()
  const changed: ListedMessage[] = []
  const uncertain: FoundFile[] = []
  for (const file of files) {
    const ofName = stamps.get(file.name) ?? []
    const same = ofName.find(({ stamp }) => stamp === file.stamp) ?? ofName.find(old => isAsBefore(old, file))
    if (!same) uncertain.push(file)
    else {
      byUid.set(same.uid, file)
      if (same.stamp !== file.stamp) changed.push(listed(same.uid, file))
    }
  }
  const recorded = isKnown ? await known.namesakes(uncertain.map(({ name }) => name)) : []
  const ofNames = Map.groupBy(recorded, ({ uid }) => nameOfUid(uid))
  const added: ListedMessage[] = []
  for (const file of uncertain) {
    const ofName: readonly KnownMessage[] = ofNames.get(file.name) ?? []
    const found = await recogniseFile(file, ofName, () => readContent(file))
    if (found === null) continue
    byUid.set(found.uid, file)
    const message = listed(found.uid, file, found.odd)
    if (!ofName.some(({ uid, isHere }) => isHere && uid === found.uid)) added.push(message)
    else if (found.isSure) changed.push(message)
  }
  // Names have no order, so only counting those that stayed tells whether one has gone.
  const nothingGone = byUid.size - added.length === here.length
  const listing: FolderListing = {
    uidValidity: FILES_UID_VALIDITY,
    added,
    changed,
    present: nothingGone ? 'unchanged' : new Set(byUid.keys()),
    highestUid: null,
    onServer: byUid.size,
  }
  return { listing, byUid }
}

/** A row from before files had stamps: the upgrade takes size and time for it, and reads nothing. */
function isAsBefore(
  old: { readonly stamp: string | null; readonly sizeBytes: number; readonly receivedAt: number },
  file: FoundFile,
): boolean {
  return old.stamp === null && old.sizeBytes === file.sizeBytes && old.receivedAt === file.modifiedAt
}

function listed(uid: string, file: FoundFile, odd: string | null = file.odd): ListedMessage {
  const { sizeBytes, modifiedAt, stamp } = file
  return { uid, sizeBytes, receivedAt: modifiedAt, stamp, ...(odd === null ? {} : { odd }) }
}
