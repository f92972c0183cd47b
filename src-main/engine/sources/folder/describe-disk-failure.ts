import { AppError } from '../../errors.ts'

/** An error of the file system as one sentence; the form field is `path` unless another is named. */
export function describeDiskFailure(error: unknown, path: string, field = 'path'): AppError {
  if (error instanceof AppError) return error
  const code = codeOf(error)
  const fail = (message: string, retry = false): AppError =>
    new AppError('source-unreadable', message, { cause: error, field, retry })
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return fail(`There is nothing at ${path}. Check the path, and whether the drive is connected.`, true)
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return fail(`${path} may not be read or changed. Give the user who runs Postdesk the right to do so.`)
  }
  if (code === 'EROFS') return fail(`${path} lies on a drive that cannot be written to.`)
  if (code === 'ENOSPC')
    return new AppError('disk-full', `The drive of ${path} is full.`, { cause: error, retry: true })
  return fail(`${path} cannot be read (${code || 'unknown error'}).`, true)
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}
