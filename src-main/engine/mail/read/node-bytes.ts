import { firstValue } from './header-block.ts'
import type { MimeNode } from './mime-tree.ts'
import { decodeTransfer } from './transfer-encoding.ts'

/** The content of a node without its transfer encoding. May share memory with its source. */
export function decodedBytes(node: MimeNode): Buffer {
  const encoding = firstValue(node.fields, 'content-transfer-encoding') ?? ''
  return decodeTransfer(node.source.subarray(node.start, node.end), encoding)
}
