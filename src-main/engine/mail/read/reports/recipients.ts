import { limits } from '../../limits.ts'
import type { ReportedRecipient } from '../../model.ts'
import { cleanLine } from '../clean-text.ts'
import type { RecipientFields } from './delivery-fields.ts'
import { type Evidence, findReason, isHard } from './hardness.ts'
import { linesPerRecipient, type NoticeRecipient } from './notice-recipients.ts'
import { findStatus, isVague } from './status-codes.ts'

/** Characters of a text in which a reason is looked for: a server's answer has a few lines. */
const reasonLength = 2_000

/** From the fields of a standard report. The notice beside them fills in what they leave out. */
export function fromFields(fields: readonly RecipientFields[], notice: string): readonly ReportedRecipient[] {
  const addresses = fields.map(each => each.final || each.original)
  const about = linesPerRecipient(notice, addresses)
  return fields.map((each, index) => {
    const own = addresses[index] ?? ''
    const beside = (about[index] ?? '').slice(0, reasonLength)
    const diagnostic =
      each.diagnostic !== '' && findReason(each.diagnostic) !== null ? each.diagnostic : `${each.diagnostic}\n${beside}`
    const status = betterStatus(each.status, each.diagnostic, beside)
    const dialogue = `${each.diagnostic}\n${beside}`
    const verdict = { diagnostic, dialogue, status, action: each.action }
    return recipient(own, each.original || null, verdict, each.diagnostic || beside)
  })
}

/** From the text of a notice that is no standard report. */
export function fromNotice(found: readonly NoticeRecipient[], notice: string): readonly ReportedRecipient[] {
  return found.map(({ address, lines }) => {
    const saysWhy = findStatus(lines) !== null || findReason(lines) !== null
    const text = (saysWhy ? lines : notice).slice(0, reasonLength)
    const verdict = { diagnostic: text, dialogue: text, status: findStatus(text), action: null }
    return recipient(address, null, verdict, text)
  })
}

/** The Status field, unless it says nothing and the server's own words hold an exact code (RFC 3463). */
function betterStatus(field: string | null, diagnostic: string, beside: string): string | null {
  if (field !== null && !isVague(field)) return field
  const said = findStatus(diagnostic) ?? findStatus(beside)
  return said !== null && (field === null || !isVague(said)) ? said : field
}

function recipient(
  address: string,
  originalAddress: string | null,
  verdict: Evidence,
  shown: string,
): ReportedRecipient {
  return {
    address,
    originalAddress: originalAddress === address ? null : originalAddress,
    status: verdict.status,
    action: verdict.action,
    hard: isHard(verdict),
    diagnostic: cleanLine(shown, limits.diagnosticLength),
  }
}
