import type { EventBus } from '../events.ts'
import type { Browser, Clock, Log, Secrets } from '../ports.ts'
import type { DeskStore } from '../store/open.ts'

/** What signing in and renewing need. */
export type OauthTools = {
  readonly store: DeskStore
  readonly secrets: Secrets
  readonly clock: Clock
  readonly log: Log
  readonly events: EventBus
  /** Null where the page of Postdesk itself is in a browser and opens the address. */
  readonly browser: Browser | null
  /** False beside the owner of the store: a token that is renewed there could not be saved. */
  readonly mayWrite: boolean
}
