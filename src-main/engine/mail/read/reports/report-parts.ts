import { decodeText } from '../charset.ts'
import { firstValue, readHeaderBlock } from '../header-block.ts'
import type { MimeNode } from '../mime-tree.ts'
import { decodeTransfer } from '../transfer-encoding.ts'

/** The parts of a mail that make it a report, in their order. */
export type ReportParts = {
  readonly delivery: readonly MimeNode[]
  readonly feedback: MimeNode | null
  readonly disposition: MimeNode | null
  /** The mail that is reported, or its headers. */
  readonly original: MimeNode | null
}

/** A part of a report has a page; more is no report. */
const partBytes = 256 * 1024

export function findReportParts(root: MimeNode): ReportParts {
  const delivery: MimeNode[] = []
  let feedback: MimeNode | null = null
  let disposition: MimeNode | null = null
  let original: MimeNode | null = null
  const visit = (node: MimeNode): void => {
    if (/^message\/(?:global-|x-)?delivery-status$/.test(node.type)) delivery.push(node)
    else if (/^message\/(?:x-)?feedback-report$/.test(node.type)) feedback ??= node
    else if (/^message\/(?:global-)?disposition-notification$/.test(node.type)) disposition ??= node
    else if (
      /^(?:message\/(?:global|rfc822|global-headers|partial)|text\/(?:rfc822|global)-?headers?)$/.test(node.type)
    )
      original ??= node
    for (const child of node.children) visit(child)
  }
  visit(root)
  return { delivery, feedback, disposition, original }
}

/** Decoded, with bare line feeds, cut where no report is that long. */
export function partText(node: MimeNode): string {
  const bytes = decodeTransfer(
    node.source.subarray(node.start, Math.min(node.end, node.start + partBytes)),
    firstValue(node.fields, 'content-transfer-encoding') ?? '',
  )
  return decodeText(bytes, node.parameters['charset'] ?? null).text.replace(/\r\n?/g, '\n')
}

/** The header fields of the reported mail. */
export function originalFields(node: MimeNode) {
  const bytes = decodeTransfer(
    node.source.subarray(node.start, Math.min(node.end, node.start + partBytes)),
    firstValue(node.fields, 'content-transfer-encoding') ?? '',
  )
  return readHeaderBlock(bytes).fields
}
