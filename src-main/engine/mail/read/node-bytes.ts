import { firstValue } from './header-block.ts'
import type { MimeNode } from './mime-tree.ts'
import { decodeTransfer } from './transfer-encoding.ts'

/**
 * The content of a node without its transfer encoding; of its first `most` encoded bytes where that is given. May share
 * memory with its source.
 */
export function decodedBytes({ fields, source, start, end }: MimeNode, most = end - start): Buffer {
  const encoding = firstValue(fields, 'content-transfer-encoding') ?? ''
  return decodeTransfer(source.subarray(start, Math.min(end, start + most)), encoding)
}
