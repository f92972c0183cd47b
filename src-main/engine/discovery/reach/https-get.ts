import { type LookupAddress, lookup } from 'node:dns'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import type { LookupFunction } from 'node:net'
import { AppError } from '../../errors.ts'
import type { HttpsGet } from '../reach.ts'

type Limits = {
  /** Whether an address may be called. */
  readonly mayCall: (address: string) => boolean
  /** PEM of the authority to trust in place of the public ones; for tests. */
  readonly ca?: string
}

/**
 * One request over https at a time. The address is looked at in the very look-up that the connection uses, so that a
 * name cannot be public when it is checked and private when it is called.
 */
export function createHttpsGet({ mayCall, ca }: Limits): HttpsGet {
  const look = guardedLookup(mayCall)
  return (url, { maxBytes, signal }) =>
    new Promise((resolve, reject) => {
      const headers = { accept: 'text/xml, */*' }
      const asked = request(
        url,
        { lookup: look, signal, agent: false, maxHeaderSize: 16 * 1024, headers, ...(ca === undefined ? {} : { ca }) },
        answer => {
          readBody(answer, maxBytes)
            .then(body => resolve({ status: answer.statusCode ?? 0, location: answer.headers.location ?? null, body }))
            .catch(cause => reject(describe(cause)))
        },
      )
      asked.once('error', cause => reject(describe(cause)))
      asked.end()
    })
}

function guardedLookup(mayCall: Limits['mayCall']): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) callback(error, [])
      else if (!found.every(({ address }) => mayCall(address))) callback(notPublic(), [])
      else give(found, options.all === true, callback)
    })
  }
}

function give(found: readonly LookupAddress[], all: boolean, callback: Parameters<LookupFunction>[2]): void {
  const [first] = found
  if (all || !first) callback(null, [...found])
  else callback(null, first.address, first.family)
}

function notPublic(): AppError {
  return new AppError('not-allowed', 'Its name leads into a private network, where nothing is asked.')
}

/** Text beyond the limit ends the line; it is not read to its end. */
async function readBody(answer: IncomingMessage, maxBytes: number): Promise<string> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of answer as AsyncIterable<Buffer>) {
    size += piece.length
    if (size > maxBytes) {
      answer.destroy()
      throw new AppError('connection-failed', `The answer is longer than ${Math.round(maxBytes / 1024)} kB.`)
    }
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

function describe(cause: unknown): AppError {
  if (cause instanceof AppError) return cause
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no code'
  const message = code === 'ENOTFOUND' ? 'There is no such server.' : `The server could not be asked (${code}).`
  return new AppError('connection-failed', message, { cause })
}
