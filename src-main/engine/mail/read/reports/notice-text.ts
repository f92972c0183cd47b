/** Splits the text of a notice from the mail that it returns. */
export type Notice = {
  readonly text: string
  /** What follows: the returned mail or its headers, '' when there is none. */
  readonly original: string
}

/** Only the beginning matters: a notice has a page, what follows is the mail that came back. */
const noticeLength = 64 * 1024

const originalLine =
  /^[\s>*|.=_#-]*(?:(?:below|enclosed|attached|included|here|this|following) (?:this line )?(?:is|are|follows?) (?:a |the )?(?:copy|headers?|original|message|first)|(?:the )?(?:header|headers|body|text|copy) of (?:the |your )?(?:original|message|mail)|(?:original|unsent|returned|undelivered|forwarded|rejected) (?:message|mail|e-?mail)(?: (?:header|headers|text|info|body|follows?|below|source))*|message headers? follow|(?:message )?headers?(?: follow)?|(?:ursprüngliche|original)e? (?:nachricht|kopfzeilen)|message (?:d[’']origine|original)|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht|исходное (?:письмо|сообщение)|元のメッセージ|元のメール|原始邮件|原始郵件|included is a copy|received message)[\s:.*=_#()\w,-]{0,60}$/i
const headerLine = /^>?\s?([A-Za-z][A-Za-z-]{1,40}):(?:\s|$)/
/** Fields that stand in a mail and in no notice about one. */
const transportField =
  /^(?:received|return-path|message-id|mime-version|dkim-signature|content-transfer-encoding|x-mailer|x-received|x-originating-ip|delivered-to)$/i

export function splitNotice(body: string): Notice {
  const text = body.slice(0, noticeLength)
  const lines = text.split('\n')
  const at = lines.findIndex((line, index) => isOriginalLine(line) || startsMail(lines, index))
  if (at <= 0) return at === 0 && isOriginalLine(lines[0] ?? '') ? { text: '', original: text } : { text, original: '' }
  const original = lines.slice(at).join('\n')
  const notice = lines.slice(0, at).join('\n')
  // A notice that puts the returned mail first has its own words behind it.
  return notice.trim() === '' ? { text, original } : { text: notice, original }
}

function isOriginalLine(line: string): boolean {
  return line.length < 120 && originalLine.test(line)
}

/** Three header lines in a row, one of them of a mail on its way. */
function startsMail(lines: readonly string[], index: number): boolean {
  if (!headerLine.test(lines[index] ?? '')) return false
  let fields = 0
  let transport = false
  for (const line of lines.slice(index, index + 12)) {
    const name = headerLine.exec(line)?.[1]
    if (name) {
      fields++
      transport ||= transportField.test(name)
    } else if (!/^>?[ \t]+\S/.test(line)) break
  }
  return fields >= 3 && transport
}

/** With angle brackets; null when the text names none. */
export function messageIdIn(text: string): string | null {
  const match = /^[>\s]{0,4}(?:original-)?message-id:\s{0,4}\n?\s{0,8}<?([^\s<>]{3,900})>?/im.exec(text)
  return match?.[1] ? `<${match[1]}>` : null
}
