import { AppError } from '../../errors.ts'

/** Not one of the messages asked for came: it is the server, and no message. `why` is a sentence, or ''. */
export function refusesAll(why: string): AppError {
  const message = 'The server does not hand over any of the messages that it lists. It is tried again automatically.'
  return new AppError('connection-failed', why === '' ? message : `${message} ${why}`, { retry: true })
}
