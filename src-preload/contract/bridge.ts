import type { Reply } from './define.ts'
import type { BatchOfEvents } from './events.ts'
import type { InputOf, OutputOf, ProcedureName } from './procedures.ts'

/** All that a renderer gets from its host, whichever host it is. */
export interface Bridge {
  call<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<Reply<OutputOf<N>>>
  /** What happened, in batches with a rising revision. Returns how to stop listening. */
  on(listener: (batch: BatchOfEvents) => void): () => void
}
