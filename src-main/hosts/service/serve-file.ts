import type { IncomingMessage, ServerResponse } from 'node:http'
import { readRendererFile } from '../renderer-files.ts'
import { refuseRequest } from './guard.ts'

export type FileService = { readonly rendererDir: string; readonly policy: string; readonly port: number }

/** Answers one plain request: a file of the screens for GET and HEAD, a refusal for everything else. */
export async function serveFile(
  request: IncomingMessage,
  response: ServerResponse,
  { rendererDir, policy, port }: FileService,
): Promise<void> {
  const refusal = refuseRequest(request, port)
  if (refusal) return refuse(response, refusal.status, refusal.reason)
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/'
  const file = await readRendererFile(rendererDir, path, policy)
  if (!file) return refuse(response, 404, 'Not found')
  response.writeHead(200, { ...file.headers, 'content-length': file.bytes.length })
  response.end(request.method === 'HEAD' ? undefined : file.bytes)
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    // A body that nobody reads must not be taken for the next request.
    connection: 'close',
    ...(status === 405 ? { allow: 'GET, HEAD' } : {}),
  })
  response.end(reason)
}
