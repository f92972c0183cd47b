import type { ServerCandidate } from '../../../src-preload/contract/entities/discovery.ts'
import { toCandidate } from './autoconfig-candidates.ts'
import { readAutoconfig } from './autoconfig-xml.ts'
import { getPublicFile } from './follow-redirects.ts'
import type { MailAddress } from './mail-address.ts'
import type { SearchTools } from './reach.ts'
import { attempt, type Found, join } from './search.ts'

const autoconfigTimeoutMs = 8_000

/** A provider names two to six servers. */
const mostServers = 20

/** The file for mail programs that many domains offer, at its two usual places. */
export async function findByAutoconfig(who: MailAddress, tools: SearchTools): Promise<Found> {
  const address = encodeURIComponent(who.address)
  const places = [
    `https://autoconfig.${who.domain}/mail/config-v1.1.xml?emailaddress=${address}`,
    `https://${who.domain}/.well-known/autoconfig/mail/config-v1.1.xml`,
  ]
  return join(await Promise.all(places.map(url => readFrom(url, who, tools))))
}

function readFrom(url: string, who: MailAddress, tools: SearchTools): Promise<Found> {
  // The address is the person's own; the trail may be copied and sent to somebody.
  const asked = url.replace(/\?.*/, '')
  return attempt({ source: 'autoconfig', asked, timeoutMs: autoconfigTimeoutMs }, tools, async signal => {
    const xml = await getPublicFile(tools.get, url, signal)
    if (xml === null) return { candidates: [], outcome: 'There is no such file.' }
    const candidates = readAutoconfig(xml)
      .slice(0, mostServers)
      .flatMap(server => toCandidate(server, who, asked) ?? [])
    return { candidates, outcome: describe(candidates) }
  })
}

function describe(candidates: readonly ServerCandidate[]): string {
  if (candidates.length === 0) return 'The file names no server that could be used.'
  return `The file names ${candidates.map(({ server, port }) => `${server}:${port}`).join(', ')}.`
}
