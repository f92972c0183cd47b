import { firstValue } from './header-block.ts'
import type { MimeNode } from './mime-tree.ts'
import { decodeTransfer } from './transfer-encoding.ts'

/** OID 1.2.840.113549.1.7.3, enveloped-data (RFC 5652 6), as it stands near the start of the content. */
const envelopedData = Buffer.from('06092a864886f70d010703', 'hex')

/** One sentence when the mail as a whole is encrypted, null otherwise. */
export function whyEncrypted(root: MimeNode, raw: Buffer): string | null {
  if (root.type === 'multipart/encrypted') {
    return 'The mail is encrypted (PGP/MIME). Ask the sender to send it unencrypted.'
  }
  if (!/^application\/(?:x-)?pkcs7-mime$/.test(root.type)) return null
  const smimeType = (root.parameters['smime-type'] ?? '').toLowerCase()
  if (
    smimeType === 'enveloped-data' ||
    smimeType === 'authenveloped-data' ||
    (smimeType === '' && isEnveloped(root, raw))
  ) {
    return 'The mail is encrypted (S/MIME). Ask the sender to send it unencrypted.'
  }
  return null
}

function isEnveloped(node: MimeNode, raw: Buffer): boolean {
  const head = raw.subarray(node.start, Math.min(node.end, node.start + 400))
  return decodeTransfer(head, firstValue(node.fields, 'content-transfer-encoding') ?? '')
    .subarray(0, 64)
    .includes(envelopedData)
}
