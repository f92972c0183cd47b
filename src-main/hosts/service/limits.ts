/**
 * The bounds of the service host. Its port is open to every program and page on this machine; an honest page comes
 * nowhere near any of these.
 */
export const serviceLimits = {
  /** Connections of any kind. Browsers open six to a host, and one wire a tab. */
  connections: 128,
  /** Tabs at a time. */
  pages: 32,
  /** Names, values and line ends of a request's head together; a browser sends less than 2 KB. */
  headerBytes: 8 * 1024,
  headers: 64,
  /** From the first byte of a request to the end of its head. A browser on this machine takes milliseconds. */
  requestMs: 5_000,
  /** An answer that nobody reads, or a connection kept open for more. */
  idleMs: 10_000,
  /** `mails.explain` carries whole mails: 40 MB of mail is 54 MB of base64, and hardly any mail is larger. */
  frameBytes: 64 * 1024 * 1024,
  /** The largest honest call names 10,000 ids. Without a bound a frame of brackets fills the memory. */
  frameValues: 200_000,
  frameDepth: 64,
  /** Calls of one page that run at a time; most end in a millisecond, a connection test may take a minute. */
  callsAtOnce: 32,
  /** Sustained, and at once before that counts. Whoever asks faster waits in a line of his own. */
  callsPerSecond: 200,
  callsInBurst: 400,
  /** A page with more than this in its line is not ours, or broken: it is closed. */
  callsWaiting: 1_000,
  bytesWaiting: 128 * 1024 * 1024,
  /** Of calls that came in and are not answered, of one page and of all: no more is read from a page until some are. */
  bytesHeld: 64 * 1024 * 1024,
  bytesHeldOfAll: 192 * 1024 * 1024,
  /** Unsent bytes above which a page gets neither events nor new answers until it has read. */
  unreadBytes: 4 * 1024 * 1024,
  keepAliveMs: 20_000,
  closeWithinMs: 2_000,
} as const

export type ServiceLimits = { readonly [N in keyof typeof serviceLimits]: number }
