import { createEventBus } from '../../../src-main/engine/events.ts'
import { createOauth, type Oauth } from '../../../src-main/engine/oauth/oauth.ts'
import type { OauthTools } from '../../../src-main/engine/oauth/tools.ts'
import { recordLog } from '../../protocol/source-ports.ts'
import { tempStore } from '../../store/temp-store.ts'

export type OauthUnderTest = Oauth & {
  /** The addresses that the browser was given. */
  readonly opened: readonly string[]
  /** The names of the events so far. */
  readonly told: readonly string[]
  /** Ends the ten minutes that a sign-in may take. */
  runOut(): void
  breakBrowser(): void
  remove(): Promise<void>
}

/** Over a real store; the time is 1000 and stands still. */
export function openOauth(): OauthUnderTest {
  const temp = tempStore()
  const opened: string[] = []
  const told: string[] = []
  let runOut = () => {}
  let hasBrowser = true
  const events = createEventBus(error => {
    throw error
  })
  events.on(event => told.push(event.name))
  const tools: OauthTools = {
    store: temp.store,
    secrets: { seal: async plain => `sealed ${plain}`, unseal: async sealed => sealed.replace('sealed ', '') },
    clock: {
      now: () => 1000,
      sleep: (_ms, signal) =>
        new Promise(resolve => {
          runOut = resolve
          signal?.addEventListener('abort', () => resolve())
        }),
    },
    log: recordLog(),
    events,
    browser: {
      async openLink(url) {
        if (!hasBrowser) throw new Error('No program opens this.')
        opened.push(url)
      },
    },
    mayWrite: true,
  }
  const oauth = createOauth(tools)
  return {
    ...oauth,
    opened,
    told,
    runOut: () => runOut(),
    breakBrowser() {
      hasBrowser = false
    },
    async remove() {
      await oauth.close()
      await temp.remove()
    },
  }
}

/** The browser comes back with this answer. */
export function comeBack(url: string, answer: Record<string, string>): Promise<Response> {
  const asked = new URL(url).searchParams
  const address = new URL(asked.get('redirect_uri') ?? '')
  address.search = new URLSearchParams({ state: asked.get('state') ?? '', ...answer }).toString()
  // The name localhost may lead to an address that nobody listens on; a browser then tries the next.
  return fetch(address)
}
