import { limits } from '../../limits.ts'

/** One recipient that a notice names, with the lines that speak of it. */
export type NoticeRecipient = { readonly address: string; readonly lines: string }

const address = /[\w.!#$%&'*+/=?^`{|}~-]{1,100}@[\w.-]{1,200}[\w]/g
const oneAddress = /[\w.!#$%&'*+/=?^`{|}~-]{1,100}@[\w.-]{1,200}[\w]/
/** The recipient begins the line, in whatever brackets. */
const atStart = new RegExp(
  `^[\\s<"'*>•·|=()\\[-]{0,12}(?:\\d{1,3}[.)] )?(?:<?mailto:)?(?:(?:final-)?recipient|to|rcpt to|address)?[:\\s<"']{0,6}${oneAddress.source}`,
  'i',
)
/** What stands right before an address that could not be reached. */
const beforeRecipient =
  /(?:rcpt to|recipients?|recipient address|addresse?e?s?|mailbox|deliver(?:ed|ing)?(?: (?:your |the )?(?:mail|message|e-?mail))? to|delivery to|message to|sent to|to|for|attempts|user|account|an|empfänger|à|destinataire|a|al|para|destinatari[oa]|aan|до|на|для|получател\S*|宛先|あて先|full|size|unknown)\s?[:<"'\s(]{0,6}$/i
const beforeSender =
  /(?:from|sender|absender|von|expéditeur|remitente|mittente|by|F=|envelope-from|contact|assistance|please|write to|dear|hello|hi|reply-to|postmaster at|send mail to)\s?[:=<"'\s([]{0,6}$/i
const replyLine = /^\W{0,6}(?:<<<\s?)?[45]\d\d[ -]/

/**
 * Addresses that a notice says could not be reached. Lines that begin with one or hold an SMTP reply come first, then words
 * such as "delivery to", then whatever address there is. `others` are addresses of the notice's own headers, which count
 * only where no other is named.
 */
export function findNoticeRecipients(notice: string, others: ReadonlySet<string>): readonly NoticeRecipient[] {
  const lines = notice.split('\n')
  const grades: [string[], string[], string[], string[]] = [[], [], [], []]
  for (const line of lines) {
    const text = line.slice(0, 2_000)
    for (const match of text.matchAll(address)) {
      const before = text.slice(Math.max(0, match.index - 60), match.index)
      if (beforeSender.test(before) || /^(?:postmaster|abuse|support|help)@/i.test(match[0])) continue
      const grade = others.has(match[0].toLowerCase()) ? 3 : gradeOf(text, match[0], before)
      grades[grade].push(match[0])
    }
  }
  const chosen = grades.find(found => found.length > 0) ?? []
  const addresses = [...new Map(chosen.map(each => [each.toLowerCase(), each])).values()].slice(
    0,
    limits.reportRecipients,
  )
  const about = linesPerRecipient(notice, addresses)
  return addresses.map((each, index) => ({ address: each, lines: about[index] ?? '' }))
}

function gradeOf(line: string, found: string, before: string): 0 | 1 | 2 {
  if (atStart.exec(line)?.[0].includes(found) || (replyLine.test(line) && !/mail from/i.test(line))) return 0
  return beforeRecipient.test(before) ? 1 : 2
}

/** Per recipient, in the order of `all`: from each line that names it to the next one that names others. */
export function linesPerRecipient(notice: string, all: readonly string[]): readonly string[] {
  if (all.length < 2) return all.map(() => notice)
  const names = all.map(each => each.toLowerCase())
  const about: string[][] = all.map(() => [])
  let current: readonly number[] = []
  for (const line of notice.split('\n')) {
    const text = line.toLowerCase()
    const named = names.flatMap((name, index) => (name !== '' && text.includes(name) ? [index] : []))
    if (named.length > 0) current = named
    for (const index of current) about[index]?.push(line)
  }
  return about.map(lines => lines.join('\n'))
}
