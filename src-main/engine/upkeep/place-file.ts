import { linkSync, renameSync, rmSync } from 'node:fs'
import { AppError } from '../errors.ts'
import { codeOf, describePathError, lookAtPath, type PathUse, refusePath } from '../store/path-trouble.ts'

/** Gives a finished file its name, in one step: nobody ever sees half of it, and what was there stays until then. */
export function placeFile(finished: string, path: string, replaces: boolean, use: PathUse): void {
  try {
    if (replaces) renameSync(finished, path)
    else placeNew(finished, path, use)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw refusePath(path, describePathError(path, error), use, error)
  }
}

/** A link is refused where something is by now, which a rename would replace. Not every disk has links. */
function placeNew(finished: string, path: string, use: PathUse): void {
  try {
    linkSync(finished, path)
    rmSync(finished)
  } catch (error) {
    if (codeOf(error) === 'EEXIST' || lookAtPath(path, use)) throw cameMeanwhile(path, use, error)
    renameSync(finished, path)
  }
}

function cameMeanwhile(path: string, { field }: PathUse, cause: unknown): AppError {
  return new AppError('conflict', `${path} was made by somebody else in the meantime.`, {
    ...(field === undefined ? {} : { field }),
    cause,
  })
}
