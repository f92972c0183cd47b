import { timingSafeEqual } from 'node:crypto'
import type { SignInView } from '../../../src-preload/contract/entities/oauth.ts'
import { describeError } from '../errors.ts'
import { authorize } from './authorization.ts'
import { describeOauthFailure } from './describe-oauth-failure.ts'
import { type EndPage, makeEndPage } from './end-page.ts'
import { exchangeCode } from './exchange-code.ts'
import { keepSignIn, type Wanted } from './keep-sign-in.ts'
import { listenOnLoopback } from './loopback-listener.ts'
import { connectProvider } from './provider-connection.ts'
import { providers } from './providers.ts'
import type { OauthTools } from './tools.ts'

/** One sign-in from the address to its end. */
export type SignInRun = {
  view(): SignInView
  /** Opens the browser, where the host can. */
  open(): Promise<void>
  /** Does nothing to one that has ended. */
  cancel(): void
}

const LONGEST_MS = 10 * 60_000

type Outcome = Pick<SignInView, 'state' | 'accountId' | 'error'>

/** Asks the provider for its addresses, opens a port for the answer and waits for it. Throws AppError. */
export async function beginSignIn(tools: OauthTools, wanted: Wanted, id: string): Promise<SignInRun> {
  const { clock, events, log } = tools
  const { client } = wanted
  const provider = await connectProvider(client, tools.secrets).catch((error: unknown) => {
    throw describeOauthFailure(error, []).error
  })
  const endsAt = clock.now() + LONGEST_MS
  const ended = new AbortController()
  let outcome: Outcome = { state: 'waiting', accountId: null, error: null }
  let opened = false
  let isUsed = false

  const listener = await listenOnLoopback(providers[client.config.provider].redirectUri, takeAnswer)
  const authorization = await authorize(provider, client, listener.redirectUri, wanted.loginHint).catch(
    (error: unknown) => {
      listener.close()
      throw describeOauthFailure(error, []).error
    },
  )
  clock.sleep(LONGEST_MS, ended.signal).then(() => {
    const hint = `If the provider showed an error about the redirect address, register ${providers[client.config.provider].redirectUri} there.`
    end({ state: 'failed', accountId: null, error: `No answer came within ten minutes. Start again. ${hint}` })
  })

  function end(last: Outcome): void {
    if (outcome.state !== 'waiting') return
    outcome = last
    ended.abort()
    listener.close()
    events.emit('oauth.changed', {})
  }

  /** The state is compared before anything else is looked at, and counts once, whatever comes of it. */
  async function takeAnswer(answer: URL, acceptLanguage: string | undefined): Promise<EndPage> {
    const states = answer.searchParams.getAll('state')
    if (states.length !== 1 || !isSame(states[0] ?? '', authorization.state)) {
      log.warn('oauth.foreign-answer', { clientId: client.id })
      return makeEndPage('unknown', acceptLanguage)
    }
    if (isUsed || outcome.state !== 'waiting') return makeEndPage('over', acceptLanguage)
    isUsed = true
    try {
      const sentAt = clock.now()
      const { tokens, person } = await exchangeCode(provider, client, authorization, answer, log)
      // Somebody may have cancelled while the provider was asked.
      if (outcome.state !== 'waiting') return makeEndPage('over', acceptLanguage)
      const accountId = await keepSignIn(tools, wanted, person, tokens, sentAt)
      end({ state: 'done', accountId: String(accountId), error: null })
      return makeEndPage('done', acceptLanguage)
    } catch (error) {
      const code = answer.searchParams.get('code') ?? ''
      const told = describeOauthFailure(error, [code, authorization.verifier]).error
      log.warn('oauth.sign-in-failed', { clientId: client.id, error: describeError(told) })
      end({ state: 'failed', accountId: null, error: told.message })
      return makeEndPage('failed', acceptLanguage, told.message)
    }
  }

  return {
    view: () => ({ id, clientId: String(client.id), url: authorization.url, opened, endsAt, ...outcome }),
    async open() {
      if (!tools.browser) return
      await tools.browser.openLink(authorization.url)
      opened = true
    },
    cancel: () => end({ state: 'cancelled', accountId: null, error: null }),
  }
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
