import type { ServerCandidate } from '../../../src-preload/contract/entities/discovery.ts'
import type { MailAddress } from './mail-address.ts'
import type { ProbeTarget, SearchTools } from './reach.ts'
import { attempt, type Found, join } from './search.ts'

const probeTimeoutMs = 8_000

type Guess = Pick<ProbeTarget, 'protocol' | 'security' | 'port'>

/** In the order in which they are to be preferred. */
const guesses: readonly (Guess & { readonly prefixes: readonly string[] })[] = [
  { protocol: 'imap', security: 'tls', port: 993, prefixes: ['imap.', 'mail.', ''] },
  { protocol: 'imap', security: 'starttls', port: 143, prefixes: ['imap.', 'mail.', ''] },
  { protocol: 'pop3', security: 'tls', port: 995, prefixes: ['pop.', 'pop3.'] },
  { protocol: 'pop3', security: 'starttls', port: 110, prefixes: ['pop.', 'pop3.'] },
]

/**
 * Names and ports that are usual, each tried at once: only what greets as a mail server over TLS is told. A server in
 * the own house is a good answer here, so private addresses are not left out; nothing but the greeting is read.
 */
export async function findByGuess(who: MailAddress, tools: SearchTools): Promise<Found> {
  const targets = guesses.flatMap(({ prefixes, ...guess }) =>
    prefixes.map((prefix): ProbeTarget => ({ ...guess, server: prefix + who.domain })),
  )
  return join(await Promise.all(targets.map(target => tryOne(target, who, tools))))
}

function tryOne(target: ProbeTarget, who: MailAddress, tools: SearchTools): Promise<Found> {
  const asked = `${target.server}:${target.port}`
  return attempt({ source: 'probe', asked, timeoutMs: probeTimeoutMs }, tools, async signal => {
    const { certificateRefusal } = await tools.probe(target, signal)
    const candidate: ServerCandidate = {
      ...target,
      login: who.address,
      auth: 'password',
      signIn: 'password',
      source: 'probe',
      proof: `${asked} greets as ${target.protocol === 'imap' ? 'an IMAP' : 'a POP3'} server over TLS.`,
      hint: 'This server was guessed from the address; the login may differ from it.',
      warning: certificateRefusal,
    }
    const doubt = certificateRefusal === null ? '' : ` ${certificateRefusal}`
    return { candidates: [candidate], outcome: `A mail server greets.${doubt}` }
  })
}
