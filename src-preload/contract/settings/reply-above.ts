import { z } from 'zod'

const LINE = /^(?:([a-z]{2}):\s+)?(\S.{3,198}\S)$/u

/** `de: Bitte antworten Sie oberhalb dieser Zeile`, or a text without a language for everybody. */
export const ReplyAboveText = z
  .string()
  .regex(LINE, 'Write a text of 5 to 200 signs, after its language where it has one: de: Bitte oberhalb antworten')

export type ReplyAbove = { readonly language: string | null; readonly text: string }

/** The texts of the setting `reply_above_marker`, in its order. */
export function parseReplyAbove(lines: readonly string[]): readonly ReplyAbove[] {
  return lines.flatMap(line => {
    const match = LINE.exec(line.trim())
    return match ? [{ language: match[1] ?? null, text: match[2] ?? '' }] : []
  })
}

/** The line for a mail in `language` (two letters), else the first for everybody, else the first; null when it is off. */
export function replyAboveText(lines: readonly string[], language: string): string | null {
  const texts = parseReplyAbove(lines)
  const best =
    texts.find(each => each.language === language) ?? texts.find(each => each.language === null) ?? texts[0] ?? null
  return best?.text ?? null
}
