import type { ServerCandidate } from '../../../src-preload/contract/entities/discovery.ts'
import { isWithin, type MailAddress } from './mail-address.ts'
import type { Provider } from './provider.ts'
import { providers } from './providers.ts'
import type { MxRecord, SearchTools } from './reach.ts'
import { attempt, type Found } from './search.ts'

const dnsTimeoutMs = 5_000

/** The provider whose own domain this is. Asks nobody. */
export function findByDomain(who: MailAddress, tools: SearchTools): Promise<Found> {
  return attempt({ source: 'known', asked: who.domain, timeoutMs: dnsTimeoutMs }, tools, async () => {
    const provider = providers.find(({ domains }) => domains.includes(who.domain))
    if (!provider) return { candidates: [], outcome: 'No provider that we know has this domain.' }
    return describe(provider, who, `${who.domain} belongs to ${provider.name}.`)
  })
}

/** The provider that takes the mail of this domain, by its MX records. */
export function findByMx(who: MailAddress, tools: SearchTools): Promise<Found> {
  return attempt({ source: 'known', asked: `MX ${who.domain}`, timeoutMs: dnsTimeoutMs }, tools, async signal => {
    const records = (await tools.resolver.mx(who.domain, signal)).toSorted((a, b) => a.priority - b.priority)
    const [first] = records
    // RFC 7505: a single dot says that the domain takes no mail.
    if (!first || nameOf(first) === '') return { candidates: [], outcome: 'The domain takes no mail.' }
    const provider = takerOf(first)
    if (provider) return describe(provider, who, `The mail of ${who.domain} goes to ${provider.name}.`)
    return {
      candidates: [],
      outcome: `Mail goes to ${nameOf(first).slice(0, 253)}, which is no provider that we know.`,
    }
  })
}

/**
 * Only the first MX counts: a spare one may be anybody's. A longer name tells more than a shorter one: AOL's mail comes
 * in through Yahoo's machines.
 */
function takerOf(record: MxRecord): Provider | undefined {
  const fits = (suffix: string) => isWithin(nameOf(record), suffix)
  const longest = ({ mx }: Provider) => Math.max(0, ...mx.filter(fits).map(suffix => suffix.length))
  return providers.filter(({ mx }) => mx.some(fits)).toSorted((a, b) => longest(b) - longest(a))[0]
}

function describe(provider: Provider, who: MailAddress, proof: string) {
  const candidates = (['imap', 'pop3', 'smtp'] as const).flatMap(protocol => {
    const server = provider[protocol]
    if (!server) return []
    return provider.signIn.map(
      (signIn): ServerCandidate => ({
        protocol,
        ...server,
        login: who.address,
        auth: signIn.startsWith('oauth') ? 'oauth' : 'password',
        signIn,
        source: 'known',
        proof,
        hint: provider.hint === '' ? null : provider.hint,
        warning: null,
      }),
    )
  })
  return { candidates, outcome: candidates.length === 0 ? `${proof} ${provider.hint}` : proof }
}

function nameOf({ exchange }: MxRecord): string {
  return exchange.toLowerCase().replace(/\.$/, '')
}
