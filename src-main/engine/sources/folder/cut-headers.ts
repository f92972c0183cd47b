/** Up to and with the empty line; everything when there is none. */
export function cutHeaders(raw: Uint8Array): Uint8Array {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  const ends = ['\r\n\r\n', '\n\n']
    .map(end => ({ at: bytes.indexOf(end), length: end.length }))
    .filter(({ at }) => at >= 0)
  const first = ends.sort((a, b) => a.at - b.at)[0]
  return first === undefined ? raw : raw.subarray(0, first.at + first.length)
}
