import { AppError } from '../errors.ts'
import { isPublicName } from './mail-address.ts'
import type { HttpsGet } from './reach.ts'

/** A real file has 2 to 4 kB. */
const mostBytes = 64 * 1024
const mostRedirects = 3

/**
 * Gets a file that a domain offers to everybody. Only https, only names (an address in figures has no certificate worth
 * the name, and may be that of a machine in the own house), at most three redirects, at most 64 kB. Null when there is
 * no such file. Throws AppError for every other answer.
 */
export async function getPublicFile(get: HttpsGet, start: string, signal: AbortSignal): Promise<string | null> {
  let url = new URL(start)
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    assertPublic(url)
    const { status, location, body } = await get(url, { maxBytes: mostBytes, signal })
    if (status >= 300 && status < 400 && location !== null) {
      url = redirectTo(location, url)
      continue
    }
    if (status === 404 || status === 410) return null
    if (status !== 200) throw refuse(`The server answers with status ${status}.`)
    if (body.length > mostBytes) throw refuse(`The answer is longer than ${mostBytes / 1024} kB.`)
    return body
  }
  throw refuse(`It was redirected more than ${mostRedirects} times.`)
}

function redirectTo(location: string, from: URL): URL {
  if (!URL.canParse(location, from.href)) throw refuse('It was redirected to what is no address.')
  return new URL(location, from)
}

function assertPublic({ protocol, hostname, port, username, password }: URL): void {
  if (protocol !== 'https:') throw refuse('It was redirected away from https, which is not followed.')
  if (port !== '' || username !== '' || password !== '') throw refuse('It was redirected to an unusual place.')
  if (!isPublicName(hostname)) throw refuse('It was redirected to a place that is not public.')
}

function refuse(message: string): AppError {
  return new AppError('connection-failed', message)
}
