import { type BrowserWindow, ipcMain, type WebFrameMain } from 'electron'
import type { Reply } from '../../../src-preload/contract/define.ts'
import type { Api } from '../../api/api.ts'
import { relayEvents } from '../relay-events.ts'
import { APP_ORIGIN } from './app-protocol.ts'

const REFUSED: Reply<never> = {
  ok: false,
  error: { code: 'not-allowed', message: 'Only the window of Postdesk may ask for this.' },
}

/** Carries the contract between the window and the engine. Returns how to stop. */
export function carryOverIpc(api: Api, currentWindow: () => BrowserWindow | null): () => void {
  ipcMain.handle('postdesk:call', (event, name: unknown, input: unknown) => {
    if (!isOwnPage(event.senderFrame) || typeof name !== 'string') return REFUSED
    return api.dispatch(name, input)
  })

  const stopRelaying = relayEvents(api, {
    canTake: () => currentWindow()?.isDestroyed() === false,
    take: batch => currentWindow()?.webContents.send('postdesk:event', batch),
  })

  return () => {
    stopRelaying()
    ipcMain.removeHandler('postdesk:call')
  }
}

/** A frame inside our page (a mail) and a page from elsewhere are both refused; so is a frame that has gone. */
function isOwnPage(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && frame.url.startsWith(`${APP_ORIGIN}/`)
}
