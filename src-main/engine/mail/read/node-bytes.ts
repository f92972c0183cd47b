import { firstValue } from './header-block.ts'
import type { MimeNode } from './mime-tree.ts'
import { decodeTransfer } from './transfer-encoding.ts'

/** The content of a node as it stands in the mail. Shares memory with its source. */
export function encodedBytes(node: MimeNode): Buffer {
  return node.source.subarray(node.start, node.end)
}

/** The content of a node without its transfer encoding; of its first `most` encoded bytes where that is given. */
export function decodedBytes(node: MimeNode, most?: number): Buffer {
  return decodeTransfer(encodedBytes(node).subarray(0, most), transferEncodingOf(node))
}

export function transferEncodingOf(node: MimeNode): string {
  return firstValue(node.fields, 'content-transfer-encoding') ?? ''
}
