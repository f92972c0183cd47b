import type { AutomaticView } from '../../../../src-preload/contract/entities/message.ts'
import type { AutomaticFinding } from '../../intake/model.ts'

/** The finding as screens and `explain` show it. */
export function automaticView({ kind, evidence }: AutomaticFinding): AutomaticView {
  return { kind, evidence, recipients: [] }
}
