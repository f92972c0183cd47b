import { AppError } from '../../engine/errors.ts'
import type { HandlersOf } from './handler.ts'

export const desktopHandlers: HandlersOf<'desktop'> = {
  async 'desktop.preferences'() {
    throw new AppError('not-yet', 'This host has no preferences of a desktop.')
  },
  async 'desktop.savePreferences'() {
    throw new AppError('not-yet', 'This host has no preferences of a desktop.')
  },
}
