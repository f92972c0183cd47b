import type { MailSignature } from '../../model.ts'
import type { HeaderField } from '../header-block.ts'
import { leafOf, type MimeNode, readMimeTree } from '../mime-tree.ts'
import { decodedBytes } from '../node-bytes.ts'
import { describeSignature } from './describe-signature.ts'
import { type Cms, readCms, type Verdict, verifyCms } from './signed-data.ts'

export type OpenedMail = {
  readonly root: MimeNode
  readonly signature: MailSignature | null
  readonly warnings: readonly string[]
}

type Found = { verdict: Verdict | null; kind: 'smime' | 'pgp'; whole: boolean }
type Opening = { readonly warnings: Set<string>; found: Found | null; opened: number }

/** Signed inside signed inside encrypted is the most that RFC 2634 asks for; a mailing list adds one. */
const maxOpened = 5
const pkcs7 = /^application\/(?:x-)?pkcs7-mime$/
const signatureType = /^application\/(?:(?:x-)?pkcs7-signature|pgp-signature)$/

/**
 * Opens what is signed in a mail: an opaque S/MIME part is replaced by the MIME entity inside it, a clear-signed one is
 * checked over its exact bytes (RFC 8551 3.5). The outermost signature counts. Signatures are listed and set aside:
 * nobody wants them on each ticket.
 */
export async function openSigned(root: MimeNode, from: string | null, sentAt: number): Promise<OpenedMail> {
  const opening: Opening = { warnings: new Set(), found: null, opened: 0 }
  const opened = await open(root, opening, true)
  const { found } = opening
  const signature = found
    ? describeSignature(found.kind, found.verdict, { from, at: sentAt, whole: found.whole })
    : null
  if (signature?.state === 'invalid') opening.warnings.add(signature.why)
  return { root: opened, signature, warnings: [...opening.warnings] }
}

async function open(node: MimeNode, opening: Opening, whole: boolean): Promise<MimeNode> {
  if (node.type === 'multipart/signed') return openClear(node, opening, whole)
  if (mayBeOpaque(node) && opening.opened < maxOpened) return openOpaque(node, opening, whole)
  for (const [index, child] of node.children.entries()) node.children[index] = await open(child, opening, false)
  return node
}

async function openClear(node: MimeNode, opening: Opening, whole: boolean): Promise<MimeNode> {
  const [content, signature] = node.children
  if (!content || !signature || !signatureType.test(signature.type)) {
    for (const [index, child] of node.children.entries()) node.children[index] = await open(child, opening, false)
    return node
  }
  const isPgp = signature.type === 'application/pgp-signature'
  signature.setAside = 'This is the signature of the mail.'
  if (!opening.found) {
    opening.found = { kind: isPgp ? 'pgp' : 'smime', verdict: null, whole }
    if (!isPgp) opening.found.verdict = await verifyClear(content, decodedBytes(signature))
  }
  node.children[0] = await open(content, opening, whole)
  return node
}

async function verifyClear(content: MimeNode, signature: Buffer): Promise<Verdict> {
  const cms = await readCms(signature)
  if (!cms) return { state: 'unverifiable', signer: null, because: 'it is damaged' }
  const signed = content.source.subarray(content.headersStart, content.end)
  // Stores that keep bare line feeds changed the bytes; what was signed had CR LF (RFC 8551 3.1.1).
  const readings = signed.includes('\r\n')
    ? [signed]
    : [Buffer.from(signed.toString('latin1').replace(/\n/g, '\r\n'), 'latin1')]
  return verifyCms(cms, readings)
}

async function openOpaque(node: MimeNode, opening: Opening, whole: boolean): Promise<MimeNode> {
  const cms = await readCms(decodedBytes(node))
  if (!cms?.content || cms.content.length === 0) return node
  opening.opened++
  if (!opening.found) opening.found = { kind: 'smime', verdict: await verifyOpaque(cms, cms.content), whole }
  const inner = readMimeTree(cms.content)
  for (const warning of inner.warnings) opening.warnings.add(warning)
  const envelope = leafOf(decodedBytes(node), {
    type: node.type,
    disposition: node.disposition,
    fileName: node.fileName,
  })
  envelope.setAside = 'The signed mail inside it is shown in its place.'
  const opened = await open(inner.root, opening, whole)
  return {
    ...leafOf(cms.content, { type: 'multipart/mixed', fields: outerFields(node, opened) }),
    children: [opened, envelope],
  }
}

function verifyOpaque(cms: Cms, content: Buffer): Promise<Verdict> {
  return verifyCms(cms, [content])
}

/** The envelope's own headers, but the content is described by what is inside. */
function outerFields(outer: MimeNode, inner: MimeNode): readonly HeaderField[] {
  const ofContent = ({ name }: HeaderField) => name.startsWith('content-')
  return [...outer.fields.filter(field => !ofContent(field)), ...inner.fields.filter(ofContent)]
}

/** Some gateways send it as any binary file; only its name tells then. */
function mayBeOpaque(node: MimeNode): boolean {
  if (node.children.length > 0) return false
  if (pkcs7.test(node.type)) return (node.parameters['smime-type'] ?? 'signed-data').toLowerCase() === 'signed-data'
  return node.type === 'application/octet-stream' && /^smime\.p7m$/i.test(node.fileName ?? '')
}
