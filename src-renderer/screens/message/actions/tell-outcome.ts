import type { MessageAction } from '../../../../src-preload/contract/entities/message-views.ts'
import type { Outcome } from '../../../../src-preload/contract/entities/selection.ts'
import { call } from '../../../bridge/bridge.ts'
import { toast, toastFailure, toastWithUndo } from '../../../components/toast.ts'
import { i18n } from '../../../i18n/i18n.ts'

/** Says how many changed and why others did not, with the way back where there is one. */
export function tellOutcome(action: MessageAction, { changed, refused, refusedCount, undoId }: Outcome): void {
  const reason = refused[0]?.reason ?? ''
  if (changed === 0) {
    if (refusedCount > 0) toastFailure(i18n.t('act.none', { count: refusedCount, reason }))
    return
  }
  const done = i18n.t(`act.${action}.done`, { count: changed })
  const told = refusedCount === 0 ? done : i18n.t('act.partly', { done, count: refusedCount, reason })
  if (undoId === null) toast(told)
  else toastWithUndo(told, () => takeBack(undoId))
}

async function takeBack(undoId: string): Promise<void> {
  const { refused, refusedCount } = await call('messages.undo', { undoId })
  if (refusedCount === 0) return
  toastFailure(i18n.t('act.undonePartly', { count: refusedCount, reason: refused[0]?.reason ?? '' }))
}
