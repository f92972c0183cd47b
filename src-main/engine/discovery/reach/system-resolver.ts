import { Resolver } from 'node:dns/promises'
import { AppError } from '../../errors.ts'
import type { MailResolver } from '../reach.ts'

/** DNS says that the name, or this kind of entry, does not exist: an answer, not a failure. */
const noSuchEntry = new Set(['ENODATA', 'ENOTFOUND'])

/** The DNS servers of this computer. */
export const systemResolver: MailResolver = {
  mx: (domain, signal) => ask(signal, resolver => resolver.resolveMx(domain)),
  srv: (service, signal) => ask(signal, resolver => resolver.resolveSrv(service)),
}

/** A resolver of its own for every question: cancelling ends all that one has asked. */
async function ask<Entry>(
  signal: AbortSignal,
  question: (resolver: Resolver) => Promise<Entry[]>,
): Promise<readonly Entry[]> {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 })
  const cancel = () => resolver.cancel()
  signal.addEventListener('abort', cancel, { once: true })
  try {
    return await question(resolver)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    if (noSuchEntry.has(code)) return []
    throw new AppError('connection-failed', `DNS could not be asked (${code}).`, { cause, retry: true })
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}
