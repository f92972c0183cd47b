import type { DetailedPeerCertificate, PeerCertificate, TLSSocket } from 'node:tls'
import type { ShownCertificate } from '../../../../src-preload/contract/entities/inbox.ts'
import { quoteServerText } from './server-text.ts'

type Link = ShownCertificate['chain'][number]

/** Public chains have three or four links; what a hostile server strings together ends here. */
const longestChain = 10

/** The certificate of an encrypted line with its chain, in words that are safe to show. */
export function describeShown(socket: TLSSocket): ShownCertificate {
  const leaf = socket.getPeerCertificate(true)
  return {
    ...linkOf(leaf),
    fingerprint: leaf.fingerprint256 ?? '',
    tlsVersion: socket.getProtocol() ?? '',
    chain: chainOf(leaf).map(linkOf),
  }
}

/** A root names itself as its issuer, so the walk ends at the first certificate that was seen before. */
function chainOf(leaf: DetailedPeerCertificate): readonly DetailedPeerCertificate[] {
  const chain: DetailedPeerCertificate[] = []
  let next: DetailedPeerCertificate | undefined = leaf
  while (next && !chain.includes(next) && chain.length < longestChain) {
    chain.push(next)
    next = next.issuerCertificate
  }
  return chain
}

function linkOf({ subject, issuer, valid_from, valid_to }: PeerCertificate): Link {
  return {
    subject: nameOf(subject),
    issuer: nameOf(issuer),
    validFrom: momentOf(valid_from),
    validUntil: momentOf(valid_to),
  }
}

function momentOf(text: string): number | null {
  const moment = Date.parse(text)
  return Number.isFinite(moment) ? moment : null
}

function nameOf(name: PeerCertificate['subject'] | undefined): string {
  const known = [name?.CN ?? name?.O ?? ''].flat()[0] ?? ''
  return quoteServerText(known, '') || 'nobody'
}
