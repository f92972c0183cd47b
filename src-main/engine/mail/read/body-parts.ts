import type { MimeNode } from './mime-tree.ts'

/** Which leaves make up the body, in reading order, and which are attachments. */
export type BodyParts = { readonly body: readonly MimeNode[]; readonly attachments: readonly MimeNode[] }

/**
 * Chooses one form of each multipart/alternative by the inbox's order and takes every text part outside of one:
 * nothing that a mail client would show is dropped. Text with a file name, and everything that is no text, is an
 * attachment. `isBlank` tells a form that shows nothing, which is not chosen while another one shows something.
 */
export function chooseBodyParts(
  root: MimeNode,
  order: readonly string[],
  isBlank: (leaf: MimeNode) => boolean,
): BodyParts {
  const body: MimeNode[] = []
  const attachments: MimeNode[] = []
  const types = order.map(type => type.trim().toLowerCase()).filter(type => type !== '')

  const visit = (node: MimeNode, inRelated: boolean): void => {
    if (isBodyText(node, types) && !(inRelated && isReferenced(node))) body.push(node)
    else if (node.children.length === 0) {
      if (!isEmptyMultipart(node)) attachments.push(node)
    } else if (node.type === 'multipart/alternative') visitAlternative(node)
    else {
      for (const [index, child] of node.children.entries()) visit(child, node.type === 'multipart/related' && index > 0)
    }
  }
  const visitAlternative = (node: MimeNode): void => {
    const wanted = bestType(node, types, isBlank)
    for (const child of node.children) {
      if (wanted === null || holdsType(child, wanted, types)) visit(child, false)
      else visitOtherForm(child)
    }
  }
  /** Of a form that is not shown, only what is no text matters: its pictures, an invitation. */
  const visitOtherForm = (node: MimeNode): void => {
    if (node.children.length > 0) node.children.forEach(visitOtherForm)
    else if (!isBodyText(node, types) && !isAnotherForm(node)) attachments.push(node)
  }
  visit(root, false)
  return { body, attachments }
}

function bestType(node: MimeNode, types: readonly string[], isBlank: (leaf: MimeNode) => boolean): string | null {
  const present = types.filter(type => node.children.some(child => holdsType(child, type, types)))
  const shown = present.find(type => node.children.some(child => holdsVisible(child, type, types, isBlank)))
  return shown ?? present[0] ?? null
}

function holdsType(node: MimeNode, type: string, types: readonly string[]): boolean {
  return isBodyText(node, types) ? node.type === type : node.children.some(child => holdsType(child, type, types))
}

function holdsVisible(
  node: MimeNode,
  type: string,
  types: readonly string[],
  isBlank: (leaf: MimeNode) => boolean,
): boolean {
  if (isBodyText(node, types)) return node.type === type && !isBlank(node)
  return node.children.some(child => holdsVisible(child, type, types, isBlank))
}

/** A multipart without parts is damage; its bytes are shown as text rather than lost. */
function isBodyText(node: MimeNode, types: readonly string[]): boolean {
  if (node.children.length > 0) return false
  if (node.disposition === 'attachment' || node.fileName) return false
  if (node.type.startsWith('multipart/')) return node.end > node.start
  return (
    node.type === 'text/plain' ||
    node.type === 'text/html' ||
    (types.includes(node.type) && node.type.startsWith('text/'))
  )
}

/** Its parts were lost on the way: there is nothing to keep. */
function isEmptyMultipart(node: MimeNode): boolean {
  return node.type.startsWith('multipart/') && node.end <= node.start
}

/** A text part that a picture-like reference of the body may name is no text of its own. */
function isReferenced(node: MimeNode): boolean {
  return node.fields.some(field => field.name === 'content-id' || field.name === 'content-location')
}

/** Forms of the same text for other devices. */
function isAnotherForm(node: MimeNode): boolean {
  return /^text\/(?:enriched|richtext|rtf|watch-html|x-amp-html|x-watch-html)$/.test(node.type) && !node.fileName
}
