import { protocol, type Session } from 'electron'
import { contentSecurityPolicy, readRendererFile } from '../renderer-files.ts'

/**
 * The screens come from `app://postdesk/` instead of `file:`, so that they have an origin of their own, policy headers,
 * and no way to name another file of this computer.
 */
export const APP_ORIGIN = 'app://postdesk'

/** Has to be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }])
}

export function serveAppFiles(session: Session, rendererDir: string): void {
  const policy = contentSecurityPolicy("'none'")
  session.protocol.handle('app', async request => {
    const url = new URL(request.url)
    const file = url.host === 'postdesk' ? await readRendererFile(rendererDir, url.pathname, policy) : null
    if (!file) return new Response('Not found', { status: 404 })
    return new Response(new Uint8Array(file.bytes), { headers: { ...file.headers } })
  })
}

/** Nothing in the window may reach the network, whatever a mail asks for; and no page gets a permission. */
export function lockSession(session: Session): void {
  session.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !isOwnRequest(details.url) }))
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false))
  session.setPermissionCheckHandler(() => false)
}

function isOwnRequest(url: string): boolean {
  return url.startsWith(`${APP_ORIGIN}/`) || /^(data|blob|devtools):/.test(url)
}
