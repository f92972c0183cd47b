import type { Clock } from '../ports.ts'

/** All that looking for servers asks of the world outside, so that tests can answer in its place. */
export interface Reach {
  readonly resolver: MailResolver
  readonly get: HttpsGet
  readonly probe: ServerProbe
}

export interface MailResolver {
  /** Empty when the domain has none. Throws when nobody can be asked. */
  mx(domain: string, signal: AbortSignal): Promise<readonly MxRecord[]>
  /** The same for a service, such as `_imaps._tcp.example.org` (RFC 2782). */
  srv(service: string, signal: AbortSignal): Promise<readonly SrvRecord[]>
}
export type MxRecord = { readonly exchange: string; readonly priority: number }
export type SrvRecord = {
  readonly name: string
  readonly port: number
  readonly priority: number
  readonly weight: number
}

/**
 * One request, follows nothing. Throws when there is no answer, when it is longer than `maxBytes`, or, with the code
 * `not-allowed`, when the name leads into a private network.
 */
export type HttpsGet = (
  url: URL,
  options: { readonly maxBytes: number; readonly signal: AbortSignal },
) => Promise<HttpsAnswer>
export type HttpsAnswer = {
  readonly status: number
  /** Where a redirect points to. */
  readonly location: string | null
  readonly body: string
}

export type ProbeTarget = {
  readonly protocol: 'imap' | 'pop3'
  readonly server: string
  readonly port: number
  readonly security: 'tls' | 'starttls'
}

/** Does the handshake and waits for the greeting. Never signs in; throws AppError with the reason when nothing comes. */
export type ServerProbe = (target: ProbeTarget, signal: AbortSignal) => Promise<ProbeAnswer>
export type ProbeAnswer = {
  /** Why TLS refuses the certificate; null when it is trusted. */
  readonly certificateRefusal: string | null
}

/** What every stage of the search works with. */
export type SearchTools = Reach & { readonly clock: Clock; readonly signal: AbortSignal }
