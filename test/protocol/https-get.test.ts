import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { afterEach, describe, expect, it } from 'vitest'
import { createHttpsGet } from '../../src-main/engine/discovery/reach/https-get.ts'
import { isPublicAddress } from '../../src-main/engine/discovery/reach/public-address.ts'
import { listenAnywhere, portOf } from './free-ports.ts'
import { type SignedCertificate, signCertificate } from './signed-certificate.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const never = new AbortController().signal
const everywhere = () => true
const limits = { maxBytes: 1_024, signal: never }

let stop = async (): Promise<void> => {}
afterEach(() => stop())

async function serve(answer: Answer, name = 'localhost') {
  const certificate = await signCertificate({ name })
  const asked: string[] = []
  const server = createServer({ cert: certificate.certPem, key: certificate.keyPem }, (request, response) => {
    asked.push(request.url ?? '')
    answer(request, response)
  })
  server.on('tlsClientError', () => {})
  await listenAnywhere(server)
  stop = async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
  return { url: new URL(`https://localhost:${portOf(server)}/config.xml`), certificate, asked }
}

const getFrom = ({ certPem }: SignedCertificate) => createHttpsGet({ mayCall: everywhere, ca: certPem })

describe('a file of a domain', () => {
  it('comes with its status', async () => {
    const { url, certificate, asked } = await serve((_, response) => response.end('<clientConfig/>'))
    const answer = await getFrom(certificate)(url, limits)
    expect(answer).toEqual({ status: 200, location: null, body: '<clientConfig/>' })
    expect(asked).toEqual(['/config.xml'])
  })

  it('is not looked for elsewhere by itself', async () => {
    const { url, certificate, asked } = await serve((_, response) => response.writeHead(302, { location: '/x' }).end())
    expect(await getFrom(certificate)(url, limits)).toMatchObject({ status: 302, location: '/x' })
    expect(asked).toEqual(['/config.xml'])
  })

  it('that never ends is given up at its limit', async () => {
    let sent = 0
    const { url, certificate } = await serve((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(1_024))) sent += 1_024
      }
      response.on('drain', more)
      more()
    })
    await expect(getFrom(certificate)(url, limits)).rejects.toMatchObject({
      message: 'The answer is longer than 1 kB.',
    })
    expect(sent).toBeLessThan(5_000_000)
  })

  it('that never begins ends with its signal', async () => {
    const ended = new AbortController()
    const { url, certificate } = await serve(() => ended.abort())
    const waiting = getFrom(certificate)(url, { maxBytes: 10, signal: ended.signal })
    await expect(waiting).rejects.toMatchObject({ code: 'connection-failed' })
  })

  it.each([
    ['nobody vouches for', 'localhost', false],
    ['another name', 'mail.example.org', true],
  ])('is not taken from a server with a certificate that %s', async (_, name, isTrusted) => {
    const { url, certificate, asked } = await serve((_request, response) => response.end('x'), name)
    const get = isTrusted ? getFrom(certificate) : createHttpsGet({ mayCall: everywhere })
    await expect(get(url, limits)).rejects.toMatchObject({ code: 'connection-failed' })
    expect(asked).toEqual([])
  })

  it('is not asked for where a name leads into this machine or this house', async () => {
    const { url, certificate, asked } = await serve((_, response) => response.end('x'))
    const get = createHttpsGet({ mayCall: isPublicAddress, ca: certificate.certPem })
    await expect(get(url, limits)).rejects.toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('private network'),
    })
    expect(asked).toEqual([])
  })

  it('is not there where there is no such name', async () => {
    const get = createHttpsGet({ mayCall: isPublicAddress })
    const nowhere = new URL('https://autoconfig.no-such-host.invalid/mail/config-v1.1.xml')
    await expect(get(nowhere, limits)).rejects.toMatchObject({ code: 'connection-failed' })
  })
})
