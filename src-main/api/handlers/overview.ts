import { AppError } from '../../engine/errors.ts'
import type { HandlersOf } from './handler.ts'

export const overviewHandlers: HandlersOf<'overview'> & HandlersOf<'polling'> = {
  async 'overview.get'() {
    throw new AppError('not-yet', 'The overview is not there yet.')
  },
  async 'polling.pause'() {
    throw new AppError('not-yet', 'Pausing is not there yet.')
  },
}
