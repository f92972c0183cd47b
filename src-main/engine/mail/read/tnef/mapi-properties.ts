import { decodeText } from '../charset.ts'

/** Values by property id; of a property with several values the first one. Named properties are left out. */
export type MapiProperties = ReadonlyMap<number, Buffer | string>

/** Property types (MS-OXCDATA 2.11.1) and the bytes of those with a fixed size. */
const fixedBytes: Readonly<Record<number, number>> = {
  0: 0,
  1: 0,
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
}
const [string8, unicode, binary, object] = [0x001e, 0x001f, 0x0102, 0x000d]
const multiple = 0x1000
const maxProperties = 5_000

/**
 * The properties of an attribute that holds MAPI properties (MS-OXTNEF 2.1.3.4). Stops at the first one that makes no
 * sense: nothing after it could be found. Never throws.
 */
export function readProperties(data: Buffer, charset: string): MapiProperties {
  const properties = new Map<number, Buffer | string>()
  const reader = new Reader(data)
  const count = Math.min(reader.number(), maxProperties)
  for (let index = 0; index < count && !reader.ended; index++) {
    const type = reader.short()
    const id = reader.short()
    if (id >= 0x8000) skipName(reader)
    const value = readValue(reader, type)
    if (value === null) break
    if (id < 0x8000 && !properties.has(id)) properties.set(id, toValue(type & ~multiple, value, charset))
  }
  return properties
}

/** A GUID, then a number or a Unicode name. */
function skipName(reader: Reader): void {
  reader.take(16)
  if (reader.number() === 0) reader.number()
  else reader.padded(reader.number())
}

function readValue(reader: Reader, type: number): Buffer | null {
  const base = type & ~multiple
  const fixed = fixedBytes[base]
  if (fixed !== undefined && type === base) return reader.take(fixed)
  if (fixed === undefined && ![string8, unicode, binary, object].includes(base)) return null
  const values = reader.number()
  let first: Buffer | null = null
  for (let index = 0; index < values && !reader.ended; index++) {
    const value = fixed === undefined ? reader.padded(reader.number()) : reader.padded(fixed)
    first ??= value
  }
  return first ?? Buffer.alloc(0)
}

function toValue(type: number, value: Buffer, charset: string): Buffer | string {
  if (type === unicode) return value.toString('utf16le').replace(/\0+$/, '')
  if (type === string8) return decodeText(withoutZeros(value), charset).text
  // An object begins with the id of its interface.
  return type === object ? value.subarray(16) : value
}

/** Strings end with one or more zeros, which belong to no text. */
export function withoutZeros(bytes: Buffer): Buffer {
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === 0) end--
  return bytes.subarray(0, end)
}

/** Reads on past the end as zeros: a stream that was cut off gives what it has. */
class Reader {
  private readonly data: Buffer
  private position = 0

  constructor(data: Buffer) {
    this.data = data
  }

  get ended(): boolean {
    return this.position >= this.data.length
  }

  take(length: number): Buffer {
    const piece = this.data.subarray(this.position, this.position + length)
    this.position = Math.min(this.data.length, this.position + length)
    return piece
  }

  /** Values fill up to a multiple of four bytes. */
  padded(length: number): Buffer {
    const piece = this.take(length)
    this.take((4 - (length % 4)) % 4)
    return piece
  }

  short(): number {
    const piece = this.take(2)
    return piece.length === 2 ? piece.readUInt16LE(0) : 0
  }

  number(): number {
    const piece = this.take(4)
    return piece.length === 4 ? piece.readUInt32LE(0) : 0
  }
}
