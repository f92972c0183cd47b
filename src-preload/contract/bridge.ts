import type { Reply } from './define.ts'
import type { AnyEvent } from './events.ts'
import type { InputOf, OutputOf, ProcedureName } from './procedures.ts'

/** All that a renderer gets from its host, whichever host it is. */
export interface Bridge {
  call<N extends ProcedureName>(name: N, input: InputOf<N>): Promise<Reply<OutputOf<N>>>
  /** Returns how to stop listening. */
  on(listener: (event: AnyEvent) => void): () => void
}
