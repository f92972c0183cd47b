import { protocol, type Session } from 'electron'
import { contentSecurityPolicy, readRendererFile } from '../renderer-files.ts'

/**
 * The screens come from `app://postdesk/` instead of `file:`, so that they have an origin of their own, policy headers,
 * and no way to name another file of this computer.
 */
export const APP_ORIGIN = 'app://postdesk'
export const START_ADDRESS = `${APP_ORIGIN}/index.html`

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
