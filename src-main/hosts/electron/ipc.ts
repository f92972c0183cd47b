import { type BrowserWindow, ipcMain, type WebFrameMain } from 'electron'
import type { Reply } from '../../../src-preload/contract/define.ts'
import type { Api } from '../../api/api.ts'
import { relayEvents } from '../relay-events.ts'
import { APP_ORIGIN } from './app-protocol.ts'

const REFUSED: Reply<never> = {
  ok: false,
  error: { code: 'not-allowed', message: 'Only the window of Postdesk may ask for this.' },
}

/** Carries the calls of the window to the engine. Returns how to stop. */
export function answerCalls(api: Api): () => void {
  ipcMain.handle('postdesk:call', (event, name: unknown, input: unknown) => {
    if (!isOwnPage(event.senderFrame) || typeof name !== 'string') return REFUSED
    return api.dispatch(name, input, event.sender)
  })
  return () => ipcMain.removeHandler('postdesk:call')
}

/** Tells a window what happens, as long as it is there; while there is none, nothing is collected for it. */
export function relayToWindow(api: Api, window: BrowserWindow): void {
  const stopRelaying = relayEvents(api, {
    canTake: () => !window.isDestroyed(),
    take: batch => window.webContents.send('postdesk:event', batch),
  })
  window.on('closed', stopRelaying)
}

/** A frame inside our page (a mail) and a page from elsewhere are both refused; so is a frame that has gone. */
function isOwnPage(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && frame.url.startsWith(`${APP_ORIGIN}/`)
}
