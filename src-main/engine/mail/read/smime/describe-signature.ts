import type { MailSignature } from '../../model.ts'
import type { Verdict } from './signed-data.ts'

type Circumstances = {
  /** Address of the sender, null when the mail names none. */
  readonly from: string | null
  /** When it was sent, UTC milliseconds: a certificate that has expired since was good then. */
  readonly at: number
  /** Does the signature cover all of the mail? */
  readonly whole: boolean
}

/** The result of a check, in words for people. A null verdict: this kind is not checked. */
export function describeSignature(
  kind: MailSignature['kind'],
  verdict: Verdict | null,
  { from, at, whole }: Circumstances,
): MailSignature {
  if (!verdict) {
    const why = 'Signed with PGP, which is not checked.'
    return { kind, state: 'unverifiable', signer: null, addressMatchesFrom: null, why }
  }
  const { state, signer } = verdict
  const wanted = from?.toLowerCase() ?? null
  const matching = signer?.addresses.find(address => address.toLowerCase() === wanted)
  const address = matching ?? signer?.addresses[0] ?? ''
  const matches = signer && wanted ? matching !== undefined : null
  const by = [signer?.name, address && `<${address}>`].filter(Boolean).join(' ') || 'an unnamed signer'
  const sentences =
    state === 'valid'
      ? [`Signed by ${by}; who issued the certificate is not checked.`]
      : [
          `${state === 'invalid' ? 'The signature is not valid' : 'The signature cannot be checked'}: ${verdict.because}.`,
        ]
  if (state !== 'valid' && signer) sentences.push(`Its certificate names ${by}.`)
  if (signer && at > signer.notAfter) sentences.push(`The certificate had expired on ${day(signer.notAfter)}.`)
  if (signer && at < signer.notBefore) sentences.push(`The certificate counts only from ${day(signer.notBefore)}.`)
  if (matches === false) sentences.push(`That is not the sender, ${from}.`)
  if (!whole) sentences.push('It covers only a part of the mail.')
  return {
    kind,
    state,
    signer: signer ? { name: signer.name, address } : null,
    addressMatchesFrom: matches,
    why: sentences.join(' '),
  }
}

function day(time: number): string {
  return Number.isFinite(time) && Math.abs(time) < 8e15 ? new Date(time).toISOString().slice(0, 10) : 'an unknown day'
}
