/** A row in state `new` that this pass takes up. */
export type WaitingRow = {
  readonly id: number
  readonly uid: string
  readonly size_bytes: number
  readonly received_at: number
  readonly raw_kind: 'whole' | 'headers' | 'none'
  readonly raw_sha256: string | null
  readonly attempts: number
  readonly reading: 'beside-others' | 'alone' | null
  readonly into_ticket_id: number | null
  /** The parked message that it answers. */
  readonly waits_for_id: number | null
  readonly pass_over: string | null
}

export const WAITING_COLUMNS = [
  'id',
  'uid',
  'size_bytes',
  'received_at',
  'raw_kind',
  'raw_sha256',
  'attempts',
  'reading',
  'into_ticket_id',
  'waits_for_id',
  'pass_over',
] as const
