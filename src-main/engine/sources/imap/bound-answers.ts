import type { Transform, TransformCallback } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import { flooding } from '../net/pace.ts'
import { type AnswerBudget, budgetOf, greetingBudget } from './answer-budget.ts'

/** Whatever a server sends, the rest of the process gets its turn after so long. */
const sliceMs = 8

/** What imapflow has and does not show: its parser, and the place where each answer is dealt with. */
type Inside = {
  readonly streamer: Transform & { maxLineLength: number; maxLiteralSize: number; maxResponseSize: number }
  handleResponse(answer: unknown): Promise<boolean>
}

export type AnswerBounds = {
  /** To be called with each command; `settled` is called when it is answered. */
  begin(command: string, attributes: readonly unknown[] | false): () => void
}

/**
 * Counts what comes, in bytes before they are taken in and in answers before they are parsed, against what the commands
 * on their way allow; what comes unasked after an answer, or while a line waits for mail, counts on. A server that
 * sends more has `giveUp` called, and nothing more of it is read.
 */
export function boundAnswers(client: ImapFlow, giveUp: (why: Error) => void): AnswerBounds {
  const inside = client as unknown as Inside
  const { streamer } = inside
  let allowed: AnswerBudget = greetingBudget
  let pending = 0
  let rows = 0
  let bytes = 0
  let isOver = false
  let turnBegan = performance.now()

  const heed = (budget: AnswerBudget) => {
    allowed = budget
    streamer.maxLineLength = budget.lineBytes
    streamer.maxLiteralSize = budget.literalBytes
    streamer.maxResponseSize = budget.literalBytes + budget.lineBytes
  }
  const isTooMuch = (): boolean => {
    if (isOver) return true
    isOver = rows > allowed.rows || bytes > allowed.bytes
    if (isOver) giveUp(Object.assign(new Error('The server floods'), { code: flooding }))
    return isOver
  }
  const { _transform: takeIn } = streamer
  streamer._transform = (chunk: Buffer, encoding: BufferEncoding, next: TransformCallback) => {
    bytes += chunk.length
    if (isTooMuch()) next()
    else takeIn.call(streamer, chunk, encoding, next)
  }
  const { handleResponse } = inside
  inside.handleResponse = async answer => {
    rows += 1
    if (performance.now() - turnBegan > sliceMs) {
      await nextTurn()
      turnBegan = performance.now()
    }
    return isTooMuch() ? false : handleResponse.call(client, answer)
  }
  heed(greetingBudget)
  return {
    begin(command, attributes) {
      const budget = budgetOf(command, attributes, client)
      if (pending === 0) {
        rows = 0
        bytes = 0
        heed(budget)
      } else heed(together(allowed, budget))
      pending += 1
      return () => {
        pending -= 1
      }
    },
  }
}

function together(one: AnswerBudget, other: AnswerBudget): AnswerBudget {
  return {
    rows: one.rows + other.rows,
    bytes: one.bytes + other.bytes,
    lineBytes: Math.max(one.lineBytes, other.lineBytes),
    literalBytes: Math.max(one.literalBytes, other.literalBytes),
  }
}
