import type { AutomaticView } from '../../../../src-preload/contract/entities/message.ts'
import type { AutomaticFinding } from '../../intake/model.ts'
import type { MailReport } from '../../mail/model.ts'

/** The finding, with whom a delivery report is about, as screens and `explain` show it. */
export function automaticView({ kind, evidence }: AutomaticFinding, report: MailReport | null): AutomaticView {
  const recipients = (report?.recipients ?? []).map(({ address, status, hard }) => ({ address, status, hard }))
  return { kind, evidence, recipients }
}
