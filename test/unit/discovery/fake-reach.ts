import { discoverServers } from '../../../src-main/engine/discovery/discover-servers.ts'
import type { HttpsAnswer, MxRecord, ProbeTarget, Reach, SrvRecord } from '../../../src-main/engine/discovery/reach.ts'
import { AppError } from '../../../src-main/engine/errors.ts'
import type { Clock } from '../../../src-main/engine/ports.ts'

type Answers = {
  readonly mx?: readonly MxRecord[] | Error
  /** By service, such as `_imaps._tcp.example.org`. */
  readonly srv?: Readonly<Record<string, readonly SrvRecord[] | Error>>
  /** By address without its query. */
  readonly pages?: Readonly<Record<string, Partial<HttpsAnswer> | Error | 'never'>>
  /** By `server:port`: trusted, refused for a reason, or silent for ever; nothing there by default. */
  readonly servers?: Readonly<Record<string, 'trusted' | 'never' | { readonly refusal: string }>>
}

export type FakeReach = Reach & {
  /** All that was asked, in order: `mx example.org`, `srv …`, `get …`, `probe …`. */
  readonly asked: readonly string[]
}

const never = <T>() => new Promise<T>(() => {})

const orThrow = <T>(answer: T | Error): T => {
  if (answer instanceof Error) throw answer
  return answer
}

export function fakeReach({ mx = [], srv = {}, pages = {}, servers = {} }: Answers = {}): FakeReach {
  const asked: string[] = []
  return {
    asked,
    resolver: {
      async mx(domain) {
        asked.push(`mx ${domain}`)
        return orThrow(mx)
      },
      async srv(service) {
        asked.push(`srv ${service}`)
        return orThrow(srv[service] ?? [])
      },
    },
    async get(url) {
      asked.push(`get ${url.href}`)
      const page = pages[url.href.replace(/\?.*/, '')] ?? { status: 404 }
      if (page === 'never') return never()
      return { status: 200, location: null, body: '', ...orThrow(page) }
    },
    async probe({ server, port }: ProbeTarget) {
      asked.push(`probe ${server}:${port}`)
      const state = servers[`${server}:${port}`]
      if (state === undefined) throw new AppError('connection-failed', 'Nothing listens there.')
      if (state === 'never') return never()
      return { certificateRefusal: state === 'trusted' ? null : state.refusal }
    },
  }
}

/** Time passes as soon as everybody only waits: each sleep ends after all that can answer has answered. */
export function hurriedClock(): Clock & { readonly slept: readonly number[] } {
  const slept: number[] = []
  return {
    slept,
    now: () => 0,
    async sleep(ms) {
      slept.push(ms)
      await new Promise(resolve => setTimeout(resolve, 20))
    },
  }
}

export function discover(reach: Reach, address = 'support@example.org', signal = new AbortController().signal) {
  return discoverServers(address, hurriedClock(), signal, reach)
}
