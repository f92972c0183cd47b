import type { Reply } from '../../src-preload/contract/define.ts'
import type { AnyEvent } from '../../src-preload/contract/events.ts'

/** The one door that every host carries to its clients. */
export interface Api {
  /** Never throws: what went wrong is in the reply. */
  dispatch(name: string, input: unknown): Promise<Reply<unknown>>
  /** Returns how to stop listening. */
  on(listener: (event: AnyEvent) => void): () => void
}
