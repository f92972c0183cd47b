import type { MimeNode } from './mime-tree.ts'
import { decodedBytes } from './node-bytes.ts'

/** OIDs of enveloped-data and authenveloped-data (RFC 5652 6, RFC 5083), as they stand near the start of the content. */
const enveloped = [Buffer.from('06092a864886f70d010703', 'hex'), Buffer.from('060b2a864886f70d0109100117', 'hex')]
const ask = 'Ask the sender to send it unencrypted.'

/** One sentence when the mail as a whole is encrypted, null otherwise. */
export function whyEncrypted(root: MimeNode): string | null {
  const node = mainPart(root)
  if (node.type === 'multipart/encrypted') {
    return /pkcs7/.test(node.parameters['protocol'] ?? '') ? smime : pgp
  }
  if (/^application\/(?:x-)?pkcs7-mime$/.test(node.type)) {
    const smimeType = (node.parameters['smime-type'] ?? '').toLowerCase()
    if (smimeType === 'enveloped-data' || smimeType === 'authenveloped-data') return smime
    return smimeType === '' && isEnveloped(node) ? smime : null
  }
  return node.type === 'text/plain' && isPgpMessage(node) ? pgp : null
}

const smime = `The mail is encrypted (S/MIME). ${ask}`
const pgp = `The mail is encrypted (PGP). ${ask}`

/** What a person would read first: mailing lists and signatures put a multipart and a footer around it. */
function mainPart(root: MimeNode): MimeNode {
  let node = root
  while (/^multipart\/(?:signed|mixed|related|alternative)$/.test(node.type)) {
    const [first, ...others] = node.children
    if (!first || (node.type === 'multipart/mixed' && others.some(saysMore))) break
    node = first
  }
  return node
}

/** Longer than the footer of a list. */
function saysMore(node: MimeNode): boolean {
  return node.type.startsWith('multipart/') || (node.type.startsWith('text/') && node.end - node.start > 1_000)
}

function isEnveloped(node: MimeNode): boolean {
  const head = decodedBytes(node).subarray(0, 64)
  return enveloped.some(oid => head.includes(oid))
}

/** A whole body of PGP's own armour; one that stands inside a text is left to whoever reads it. */
function isPgpMessage(node: MimeNode): boolean {
  if (node.end - node.start < 50) return false
  const text = decodedBytes(node).toString('latin1').trim()
  return /^-----BEGIN PGP MESSAGE-----\r?\n/.test(text) && /-----END PGP MESSAGE-----$/.test(text)
}
