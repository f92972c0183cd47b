import { z } from 'zod'

/** How a server was found, from the surest to the least sure. */
const DiscoverySource = z.enum(['known', 'srv', 'autoconfig', 'probe'])

/** A server that may hold, or send, the mail of an address: by the field names of the form. */
export const ServerCandidate = z.object({
  protocol: z.enum(['imap', 'pop3', 'smtp']),
  server: z.string(),
  port: z.int(),
  security: z.enum(['tls', 'starttls', 'none']),
  login: z.string(),
  auth: z.enum(['password', 'oauth']),
  /** The same more finely: an app password is a password that the provider makes for one program. */
  signIn: z.enum(['password', 'app-password', 'oauth', 'oauth-google', 'oauth-microsoft']),
  source: DiscoverySource,
  /** Why we believe it, in a sentence. */
  proof: z.string(),
  /** What a person has to know before signing in; null when there is nothing. */
  hint: z.string().nullable(),
  /** Why it should not be taken without a second look; null when it is safe. */
  warning: z.string().nullable(),
})
export type ServerCandidate = z.infer<typeof ServerCandidate>

/** One thing that was tried, and what came of it. */
export const DiscoveryAttempt = z.object({
  source: DiscoverySource,
  /** `_imaps._tcp.example.org`, `https://autoconfig.example.org/…`, `imap.example.org:993` */
  asked: z.string(),
  ok: z.boolean(),
  /** In a sentence. */
  outcome: z.string(),
  ms: z.number(),
})
export type DiscoveryAttempt = z.infer<typeof DiscoveryAttempt>

export const Discovery = z.object({
  /** Servers that mail can be read from, the best first. */
  candidates: z.array(ServerCandidate),
  /** Servers that take mail to be sent, the best first. */
  outgoing: z.array(ServerCandidate),
  trail: z.array(DiscoveryAttempt),
})
export type Discovery = z.infer<typeof Discovery>
