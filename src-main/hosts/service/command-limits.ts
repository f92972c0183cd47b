/** The bounds of the command socket. It is reached by this user's processes only; they may still be broken. */
export const commandLimits = {
  /** Commands of one person, and of the scripts beside it. */
  connections: 64,
  /** A file of triggers or an inbox with all its patterns is far below; no mail comes this way. */
  lineBytes: 16 * 1024 * 1024,
  lineValues: 200_000,
  lineDepth: 64,
  callsAtOnce: 8,
  /** Unsent bytes above which a client gets neither events nor new answers until it has read. */
  unreadBytes: 4 * 1024 * 1024,
  /** Without a call that runs: a client asks at once and ends with the answer. */
  idleMs: 60_000,
  closeWithinMs: 2_000,
} as const

export type CommandLimits = { readonly [N in keyof typeof commandLimits]: number }
