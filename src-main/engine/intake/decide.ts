import type { TraceEntry } from '../../../src-preload/contract/entities/message.ts'
import { composeCreate, composeUpdate } from './compose.ts'
import type { DeskRoom } from './desk-room.ts'
import {
  type Decided,
  type Decision,
  type Findings,
  type Incoming,
  nothingFound,
  type Step,
  type Verdict,
} from './model.ts'
import { pipeline } from './pipeline.ts'

/** Walks one mail through the steps and composes what would be written. Changes nothing: preview is this function alone. */
export async function decide(incoming: Incoming, desk: DeskRoom, steps: readonly Step[] = pipeline): Promise<Decided> {
  const trace: TraceEntry[] = []
  let findings: Findings = nothingFound
  for (const step of steps) {
    const startedAt = performance.now()
    const result = await step.run(incoming, findings, desk)
    const ms = Math.round((performance.now() - startedAt) * 100) / 100
    const evidence = result.evidence === undefined ? {} : { evidence: result.evidence.slice(0, 500) }
    trace.push({ step: step.name, outcome: result.outcome, reason: result.reason, ...evidence, ms })
    if (result.outcome === 'stopped') {
      const decision = await compose(incoming, findings, result.verdict, result.reason, desk)
      if (decision.because !== result.reason) {
        trace.push({ step: 'compose', outcome: 'failed', reason: decision.because, ms: 0 })
      }
      return { decision, findings, trace }
    }
    findings = { ...findings, ...result.findings }
  }
  throw new Error('The last step of the pipeline must stop.')
}

async function compose(
  incoming: Incoming,
  findings: Findings,
  verdict: Verdict,
  because: string,
  desk: DeskRoom,
): Promise<Decision> {
  switch (verdict.kind) {
    case 'create':
      return composeCreate(incoming, findings, because, desk)
    case 'update':
      return composeUpdate(incoming, findings, because, desk)
    case 'reject':
      return { kind: 'reject', because, code: verdict.code }
    case 'undesired':
      return { kind: 'undesired', because, code: verdict.code, note: verdict.note ?? null }
    case 'duplicate':
      return { kind: 'duplicate', because, ofRowId: verdict.ofRowId, ticketId: verdict.ticketId }
    case 'ignore':
      return { kind: 'ignore', because, code: verdict.code }
  }
}
