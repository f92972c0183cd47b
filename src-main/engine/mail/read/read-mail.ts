import { attribute, walkElements } from '../html/dom.ts'
import { sanitise } from '../html/sanitise.ts'
import { limits } from '../limits.ts'
import type { Mail, PartContent, ReadReply, ReadRequest, ReadRules } from '../model.ts'
import { findNewPart } from '../new-part/new-part.ts'
import { PatternRunner } from '../patterns/pattern-runner.ts'
import { describeParts, type FoundPart, foundPart } from './attachments.ts'
import { chooseBodyParts } from './body-parts.ts'
import { whyEncrypted } from './encrypted.ts'
import { fingerprint } from './fingerprint.ts'
import { readHeaderBlock } from './header-block.ts'
import { envelopeOf, readAutomaticHeaders, readEnvelope, readPeople, readShownHeaders } from './headers.ts'
import { readReferences } from './message-ids.ts'
import { type MimeNode, readMimeTree } from './mime-tree.ts'
import { type Body, isBlankPart, readBody } from './read-body.ts'
import { contentIdOf, pictureReferences, referenceKey } from './shown-pictures.ts'

/**
 * One mail from its raw bytes. Runs in the worker; nothing bounds its time but the caller. A mail that is no mail, or
 * that is encrypted, is an answer; a damaged one is read as far as it goes. Throws only for bugs of ours.
 */
export async function readMail(request: ReadRequest): Promise<ReadReply> {
  const started = performance.now()
  const raw = Buffer.from(request.raw.buffer, request.raw.byteOffset, request.raw.byteLength)
  const ms = () => Math.round((performance.now() - started) * 100) / 100
  const unreadable = (message: string): ReadReply => ({
    ok: false,
    failure: { code: 'mail-unreadable', message },
    envelope: readEnvelope(raw),
    ...(request.withHeaders ? { headers: readShownHeaders(readHeaderBlock(raw).fields) } : {}),
    ms: ms(),
  })
  if (raw.every(byte => byte <= 0x20)) return unreadable('The mail is empty.')
  if (readHeaderBlock(raw).fields.length === 0) return unreadable('This is no mail: it has no headers.')
  const tree = readMimeTree(raw)
  const encrypted = whyEncrypted(tree.root, raw)
  if (encrypted) return unreadable(encrypted)
  const read = await compose(raw, tree.root, tree.warnings, request)
  const headers = request.withHeaders ? { headers: readShownHeaders(tree.root.fields) } : {}
  return { ok: true, ...read, ...headers, ms: ms() }
}

async function compose(raw: Buffer, root: MimeNode, treeWarnings: readonly string[], request: ReadRequest) {
  const { rules } = request
  const now = Date.now()
  const envelope = envelopeOf(root.fields, now)
  const order = rules.bodyPartsOrder.length > 0 ? rules.bodyPartsOrder : ['text/html', 'text/plain']
  const chosen = chooseBodyParts(root, order, leaf => isBlankPart(leaf, raw))
  const body = readBody(chosen.body, raw, order)
  const found = findPictures(chosen.attachments, body, raw)
  const { parts, contents } = await describeParts(found.parts, rules, now)
  const pictures = keepShown(found.pictures, parts)
  const html = body.root ? sanitise(body.root, { pictures }) : ''
  const runner = new PatternRunner(request.patternBounds)
  const subject = envelope.subject.slice(0, limits.patternSubjectLength)
  const subjectHits = {
    undesired: runner.firstHit(rules.undesiredSubjectPatterns, subject),
    title: titleHits(runner, subject, rules),
  }
  const heldTexts = request.heldTexts ?? []
  const newPart = findNewPart(
    { format: body.format, subject, text: body.text, html, root: body.root, pictures, heldTexts },
    rules,
    runner,
  )
  const read = {
    ...envelope,
    references: readReferences(root.fields),
    replyTo: readPeople(root.fields, 'reply-to'),
    cc: readPeople(root.fields, 'cc'),
    format: body.format,
    html,
    text: body.text,
    attachments: parts,
    newPart,
    automaticHeaders: readAutomaticHeaders(root.fields),
    subjectHits,
    warnings: [...treeWarnings, ...body.warnings, ...runner.warnings],
  }
  const mail: Mail = { ...read, fingerprint: fingerprint(read) }
  return { mail, contents: contentsFor(request, found.parts, parts, contents), patternsRanOut: runner.ranOut }
}

function contentsFor(
  { onlyPart }: ReadRequest,
  found: readonly FoundPart[],
  parts: Mail['attachments'],
  kept: readonly PartContent[],
): readonly PartContent[] {
  if (onlyPart === undefined) return kept
  const [bytes, sha256] = [found[onlyPart]?.bytes, parts[onlyPart]?.sha256]
  return bytes && sha256 ? [{ sha256, bytes }] : []
}

/** The parts that are no text, with the content ids of those that the chosen body shows in place. */
function findPictures(
  nodes: readonly MimeNode[],
  body: Body,
  raw: Buffer,
): { parts: FoundPart[]; pictures: Map<string, number> } {
  const references = pictureReferences(nodes)
  const pictures = new Map<string, number>()
  if (body.root && references.size > 0) {
    walkElements(body.root, element => {
      if (element.name !== 'img') return true
      const key = referenceKey(attribute(element, 'src'))
      const position = references.get(key)
      if (position !== undefined) pictures.set(key, position)
      return true
    })
  }
  const shown = new Set(pictures.values())
  const parts = nodes.map((node, position) => {
    const id = contentIdOf(node) ?? (shown.has(position) ? `part-${position + 1}@location` : null)
    return foundPart(node, raw, id, shown.has(position))
  })
  for (const file of body.files) {
    parts.push({
      fileName: file.name,
      type: 'application/octet-stream',
      disposition: 'attachment',
      contentId: null,
      shown: false,
      bytes: file.bytes,
    })
  }
  return { parts, pictures }
}

/** Sources of the body to content ids, without the pictures that a rule leaves out. */
function keepShown(pictures: ReadonlyMap<string, number>, parts: Mail['attachments']): ReadonlyMap<string, string> {
  const kept = new Map<string, string>()
  for (const [key, position] of pictures) {
    const part = parts[position]
    if (part?.shown && part.contentId) kept.set(key, part.contentId)
  }
  return kept
}

/** Title patterns find our references; a hit that an ignore pattern matches as well is another system's number. */
function titleHits(runner: PatternRunner, subject: string, rules: ReadRules): Mail['subjectHits']['title'] {
  const hits = runner.hits(rules.titlePatterns, subject)
  if (rules.titleIgnorePatterns.length === 0) return hits
  return hits.filter(hit => runner.firstHit(rules.titleIgnorePatterns, hit.groups[0] ?? '') === null)
}
