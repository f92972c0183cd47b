import type { DeskGlance } from './desk-glance.ts'
import type { Texts } from './texts/texts.ts'

/** How the icon looks: its shape changes, not only its colour. */
export type TrayMark = 'ok' | 'attention' | 'paused'
export type TrayStatus = { readonly mark: TrayMark; readonly sentence: string; readonly waiting: number }

/** The state of the desk as icon and one sentence, the most pressing first. */
export function trayStatus(glance: DeskGlance, texts: Texts): TrayStatus {
  const { paused, waiting, active, failing, hindered } = glance
  if (paused) {
    const sentence = waiting > 0 ? texts('statusPausedWaiting', { count: waiting }) : texts('statusPaused')
    return { mark: 'paused', sentence, waiting }
  }
  if (failing.length > 0) {
    return { mark: 'attention', sentence: texts('statusFailing', { count: failing.length }), waiting }
  }
  if (waiting > 0) return { mark: 'attention', sentence: texts('statusWaiting', { count: waiting }), waiting }
  if (hindered) return { mark: 'attention', sentence: texts('statusHindered'), waiting }
  if (active === 0) return { mark: 'ok', sentence: texts('statusNoInbox'), waiting }
  return { mark: 'ok', sentence: texts('statusWell', { count: active }), waiting }
}
