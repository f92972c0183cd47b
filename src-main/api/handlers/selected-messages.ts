import type { Selection } from '../../../src-preload/contract/entities/selection.ts'
import type { Engine } from '../../engine/index.ts'
import { toRowId } from './ids.ts'

/**
 * The messages of a selection by row number, each once, in the order of the list or as they were named. Throws AppError
 * `not-found` when the view is closed.
 */
export function selectedMessages({ messageViews }: Engine, selection: Selection): readonly number[] {
  if ('ids' in selection) return [...new Set(selection.ids.map(id => toRowId(id)))]
  const except = new Set(selection.except.map(id => toRowId(id)))
  return [...messageViews.ids(selection.viewId)].filter(id => !except.has(id))
}
