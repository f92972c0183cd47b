import { AppError } from '../../engine/errors.ts'
import type { Engine } from '../../engine/index.ts'
import type { Desktop } from '../../engine/ports.ts'
import type { HandlersOf } from './handler.ts'

export const desktopHandlers: HandlersOf<'desktop'> = {
  'desktop.preferences': async engine => desktopOf(engine).preferences(),
  async 'desktop.savePreferences'(engine, { values }) {
    await desktopOf(engine).savePreferences(values)
    return {}
  },
}

function desktopOf({ desktop }: Engine): Desktop {
  if (desktop) return desktop
  throw new AppError('not-allowed', 'Postdesk runs as a service here: only its desktop application has preferences.')
}
