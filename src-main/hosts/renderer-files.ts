import { readFile, realpath } from 'node:fs/promises'
import { extname, resolve, sep } from 'node:path'

/**
 * The built screens as both hosts hand them out: one file for one path, never anything outside the folder, with the
 * headers that keep a page from reaching anything but its own host.
 */
export type RendererFile = { readonly bytes: Buffer; readonly headers: Readonly<Record<string, string>> }

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/**
 * `connect` is the one address the page may talk to. Styles are inline because Mantine writes its variables so, and
 * because the frames that show mail inherit this policy and mail is styled inline. `frame-src 'none'` still lets
 * srcdoc frames in, and stops a link in a mail from loading a foreign page inside its frame.
 */
export function contentSecurityPolicy(connect: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src ${connect}`,
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** The file within `rendererDir` that a URL path names; null for a path that is malformed or leads out. */
export function locateRendererFile(rendererDir: string, urlPath: string): string | null {
  let decoded: string
  try {
    decoded = decodeURIComponent(urlPath)
  } catch {
    return null
  }
  if (!decoded.startsWith('/') || decoded.includes('\0') || decoded.includes('\\')) return null
  const root = resolve(rendererDir)
  const file = resolve(root, `.${decoded === '/' ? '/index.html' : decoded}`)
  return file.startsWith(root + sep) ? file : null
}

/** Reads the whole file before anything is answered; null when there is no such file of ours. */
export async function readRendererFile(
  rendererDir: string,
  urlPath: string,
  policy: string,
): Promise<RendererFile | null> {
  const file = locateRendererFile(rendererDir, urlPath)
  const type = file && CONTENT_TYPES[extname(file).toLowerCase()]
  if (!file || !type) return null
  try {
    // A link inside the folder may point anywhere: what counts is where it leads.
    const [root, real] = await Promise.all([realpath(rendererDir), realpath(file)])
    if (!real.startsWith(root + sep)) return null
    return { bytes: await readFile(real), headers: headersFor(type, file, policy) }
  } catch {
    // Missing, unreadable, a folder: for the page all of these are "no such file".
    return null
  }
}

function headersFor(type: string, file: string, policy: string): Record<string, string> {
  // Built files under assets/ carry a hash in their name; index.html names them and must always be fresh.
  const hashed = file.includes(`${sep}assets${sep}`)
  return {
    'content-type': type,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': hashed ? 'private, max-age=31536000, immutable' : 'no-store',
  }
}
