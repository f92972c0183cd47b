import type { Reply } from '../../src-preload/contract/define.ts'
import type { AnyEvent } from '../../src-preload/contract/events.ts'

/** The one door that every host carries to its clients. */
export interface Api {
  /**
   * Never throws, whatever it is given: what went wrong is in the reply. `client` is whoever asks (a page, a
   * connection): calls that carry much wait for their turn, and those of one client do not delay those of another.
   */
  dispatch(name: string, input: unknown, client?: object): Promise<Reply<unknown>>
  /** Returns how to stop listening. */
  on(listener: (event: AnyEvent) => void): () => void
}
