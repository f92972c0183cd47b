import { AppError } from '../errors.ts'
import { RESTORE } from './in-our-words.ts'
import { blobsFile, deskFile } from './store-files.ts'

/** Why a store is not opened, and what can be done about it: one sentence each, with the file. Nothing was changed. */
const NEW_DESK = 'start a new desk on the stored mail (postdesk adopt)'
const WITHOUT_MAIL = 'go on without the raw mail (postdesk adopt --without-raw-mail)'

export function deskMissing(dataDir: string): AppError {
  return damaged(
    `${deskFile(dataDir)} is missing, but the raw mail in blobs.db is there. Put desk.db back, ${RESTORE}, or ${NEW_DESK}.`,
  )
}

export function deskMissingBesideLog(dataDir: string): AppError {
  const file = deskFile(dataDir)
  return damaged(`${file} is missing, but its log desk.db-wal is there. Put desk.db back, or ${RESTORE}.`)
}

export function blobsMissing(dataDir: string): AppError {
  return damaged(
    `${blobsFile(dataDir)} is missing, and desk.db refers to mail in it. Put it back, ${RESTORE}, or ${WITHOUT_MAIL}.`,
  )
}

export function blobsForeign(dataDir: string): AppError {
  return ofBlobs(dataDir, 'belongs to another store than desk.db')
}

export function blobsWithoutOurs(dataDir: string): AppError {
  return ofBlobs(dataDir, 'holds none of the mail that desk.db refers to')
}

export function blobsThere(dataDir: string): AppError {
  return new AppError('conflict', `${blobsFile(dataDir)} is there, so there is no need to go on without it.`)
}

/** `what` ends a sentence that begins with the file. */
export function fileDamaged(dataDir: string, file: string, what: string, cause?: unknown): AppError {
  return file === deskFile(dataDir) ? ofDesk(dataDir, what, cause) : ofBlobs(dataDir, what, cause)
}

export function logForeign(file: string): AppError {
  return damaged(
    `${file}-wal is the log of another store, so ${file} was not opened. Put its own log back, or move this one away; or ${RESTORE}.`,
  )
}

function ofDesk(dataDir: string, what: string, cause?: unknown): AppError {
  return damaged(
    `${deskFile(dataDir)} ${what}. Put a copy of it back, ${RESTORE}, or move it away and ${NEW_DESK}.`,
    cause,
  )
}

function ofBlobs(dataDir: string, what: string, cause?: unknown): AppError {
  return damaged(
    `${blobsFile(dataDir)} ${what}. Put the right file back, ${RESTORE}, or move it away and ${WITHOUT_MAIL}.`,
    cause,
  )
}

function damaged(message: string, cause?: unknown): AppError {
  return new AppError('store-damaged', message, { cause })
}
