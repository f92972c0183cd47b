import type { OutputOf, ParsedInputOf, ProcedureName } from '../../../src-preload/contract/procedures.ts'
import type { Engine } from '../../engine/index.ts'

/** What carries out one procedure. */
export type Handler<N extends ProcedureName> = (engine: Engine, input: ParsedInputOf<N>) => Promise<OutputOf<N>>

/** The handlers of one noun. */
export type HandlersOf<Noun extends string> = {
  readonly [N in Extract<ProcedureName, `${Noun}.${string}`>]: Handler<N>
}
