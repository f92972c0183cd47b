import type { Session } from 'electron'
import { APP_ORIGIN } from './app-protocol.ts'

/**
 * Nothing in the window may reach the network, whatever a mail asks for; no page gets a permission or a device; and
 * only what our own page made itself can be saved to a file.
 */
export function guardSession(session: Session): void {
  session.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !isOwnRequest(details.url) }))
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event, item) => {
    // The origin of a blob stands in its address; a frame with a mail in it has none ("null").
    if (!item.getURL().startsWith(`blob:${APP_ORIGIN}/`)) event.preventDefault()
  })
}

function isOwnRequest(url: string): boolean {
  return url.startsWith(`${APP_ORIGIN}/`) || /^(data|blob|devtools):/.test(url)
}
