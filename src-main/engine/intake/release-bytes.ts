/**
 * Gives the memory of a large buffer back at once. Left to the collector, the raw mails of a long pass pile up outside
 * the heap to 64 MB before V8 looks at them. Only for bytes that nobody will read again.
 */
export function releaseBytes(bytes: Uint8Array): void {
  const { buffer } = bytes
  // A view of a part belongs to Node's shared pool, or to somebody else.
  if (!(buffer instanceof ArrayBuffer) || buffer.byteLength !== bytes.byteLength || buffer.detached) return
  buffer.transfer(0)
}
