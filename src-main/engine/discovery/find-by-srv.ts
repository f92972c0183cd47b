import type { ServerCandidate } from '../../../src-preload/contract/entities/discovery.ts'
import { isPublicName, isWithin, type MailAddress } from './mail-address.ts'
import type { SearchTools, SrvRecord } from './reach.ts'
import { attempt, type Found, join } from './search.ts'

type Service = Pick<ServerCandidate, 'protocol' | 'security'> & { readonly name: string }

/** RFC 6186 and RFC 8314: encrypted from the start before upgraded, IMAP before POP3. */
const services: readonly Service[] = [
  { name: '_imaps._tcp', protocol: 'imap', security: 'tls' },
  { name: '_imap._tcp', protocol: 'imap', security: 'starttls' },
  { name: '_pop3s._tcp', protocol: 'pop3', security: 'tls' },
  { name: '_pop3._tcp', protocol: 'pop3', security: 'starttls' },
  { name: '_submissions._tcp', protocol: 'smtp', security: 'tls' },
  { name: '_submission._tcp', protocol: 'smtp', security: 'starttls' },
]

const dnsTimeoutMs = 5_000

/** Nobody offers more servers for one service; a hostile answer ends here. */
const mostRecords = 8

/** What the domain says of itself in DNS. */
export async function findBySrv(who: MailAddress, tools: SearchTools): Promise<Found> {
  return join(await Promise.all(services.map(service => askFor(service, who, tools))))
}

function askFor(service: Service, who: MailAddress, tools: SearchTools): Promise<Found> {
  const asked = `${service.name}.${who.domain}`
  return attempt({ source: 'srv', asked, timeoutMs: dnsTimeoutMs }, tools, async signal => {
    const records = await tools.resolver.srv(asked, signal)
    if (records.length === 0) return { candidates: [], outcome: 'DNS has no such entry.' }
    // RFC 2782: a single dot is the promise that the service is not offered.
    const real = records.filter(({ name }) => bare(name) !== '')
    if (real.length === 0) return { candidates: [], outcome: 'The domain says that it does not offer this.' }
    const usable = inOrder(real).filter(isUsable).slice(0, mostRecords)
    if (usable.length === 0) return { candidates: [], outcome: 'The entry names no server that could exist.' }
    const candidates = usable.map(record => toCandidate(record, service, who, asked))
    const names = candidates.map(({ server, port }) => `${server}:${port}`).join(', ')
    return { candidates, outcome: `DNS names ${names}.` }
  })
}

/**
 * The lowest priority number first. Among equals, weights are meant for a draw at every connection; an inbox has one
 * server, so the heaviest is taken, and the same one each time.
 */
function inOrder(records: readonly SrvRecord[]): readonly SrvRecord[] {
  return records.toSorted((a, b) => a.priority - b.priority || b.weight - a.weight || (a.name < b.name ? -1 : 1))
}

function isUsable({ name, port }: SrvRecord): boolean {
  return isPublicName(bare(name)) && Number.isInteger(port) && port > 0 && port < 65_536
}

function toCandidate(record: SrvRecord, service: Service, who: MailAddress, asked: string): ServerCandidate {
  const server = bare(record.name)
  const isOutside = !isWithin(server, who.domain)
  return {
    protocol: service.protocol,
    server,
    port: record.port,
    security: service.security,
    login: who.address,
    auth: 'password',
    signIn: 'password',
    source: 'srv',
    proof: `DNS names it under ${asked}.`,
    hint: null,
    // RFC 6186, section 6: whoever can forge DNS could send the password anywhere; a person has to look at it.
    warning: isOutside
      ? `${server} does not belong to ${who.domain}. DNS is easily forged: check that your provider uses this server.`
      : null,
  }
}

function bare(name: string): string {
  return name.toLowerCase().replace(/\.$/, '')
}
