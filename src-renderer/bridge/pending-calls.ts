import type { Reply } from '../../src-preload/contract/define.ts'
import { type ProcedureName, procedures } from '../../src-preload/contract/procedures.ts'
import type { BridgeTexts } from './host-bridge.ts'

/** A question that takes the line down with it is not asked for ever. */
const MOST_ASKINGS = 3
/** A command waits so long for a line: through a short drop, not until its person has forgotten it. */
const COMMAND_WAITS_MS = 5_000

type Call = {
  readonly text: string
  readonly isQuery: boolean
  readonly settle: (reply: Reply<never>) => void
  askings: number
  sent: boolean
  timer: ReturnType<typeof setTimeout> | null
}

/**
 * The calls that have no answer yet. When the line drops, questions that were under way are asked again over the next
 * one; commands are never sent twice, since nobody knows whether they were carried out.
 */
export class PendingCalls {
  readonly #calls = new Map<number, Call>()
  readonly #texts: BridgeTexts
  #lastId = 0

  constructor(texts: BridgeTexts) {
    this.#texts = texts
  }

  add(name: ProcedureName, input: unknown, settle: (reply: Reply<never>) => void): void {
    this.#lastId += 1
    const id = this.#lastId
    let text: string
    try {
      text = JSON.stringify({ id, name, input })
    } catch (error) {
      // What JSON cannot carry (a bigint, a circle) is bad input on every line.
      settle(refusal('invalid-input', String(error)))
      return
    }
    const isQuery = Object.hasOwn(procedures, name) && procedures[name].kind === 'query'
    this.#calls.set(id, { text, isQuery, settle, askings: 0, sent: false, timer: this.#waitForLine(id, isQuery) })
  }

  /** Hands over what was not sent over this line. */
  sendAll(send: (text: string) => void): void {
    for (const call of this.#calls.values()) {
      if (call.sent) continue
      call.sent = true
      call.askings += 1
      if (call.timer !== null) clearTimeout(call.timer)
      send(call.text)
    }
  }

  answer(id: number, reply: Reply<never>): void {
    this.#calls.get(id)?.settle(reply)
    this.#calls.delete(id)
  }

  /** The line dropped. */
  drop(): void {
    for (const [id, call] of this.#calls) {
      if (!call.sent) continue
      if (!call.isQuery) this.answer(id, refusal('connection-failed', this.#texts.unknownOutcome()))
      else if (call.askings >= MOST_ASKINGS) this.answer(id, refusal('connection-failed', this.#texts.noAnswer()))
      else call.sent = false
    }
  }

  #waitForLine(id: number, isQuery: boolean): Call['timer'] {
    if (isQuery) return null
    return setTimeout(() => this.answer(id, refusal('connection-failed', this.#texts.notSent())), COMMAND_WAITS_MS)
  }
}

function refusal(code: 'invalid-input' | 'connection-failed', message: string): Reply<never> {
  return { ok: false, error: { code, message } }
}
