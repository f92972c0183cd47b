import { sanitise } from '../html/sanitise.ts'
import { limits } from '../limits.ts'
import type { Envelope, Mail, PartContent, ReadReply, ReadRequest, ReadRules } from '../model.ts'
import { findNewPart } from '../new-part/new-part.ts'
import { PatternRunner } from '../patterns/pattern-runner.ts'
import { describeParts, type FoundPart } from './attachments.ts'
import { chooseBodyParts } from './body-parts.ts'
import { whyEncrypted } from './encrypted.ts'
import { findParts, keepShown } from './find-parts.ts'
import { fingerprint } from './fingerprint.ts'
import { readHeaderBlock } from './header-block.ts'
import { envelopeOf, readAutomaticHeaders, readEnvelope, readPeople, readShownHeaders } from './headers.ts'
import { readReferences } from './message-ids.ts'
import { readMimeTree } from './mime-tree.ts'
import { isBlankPart, readBody } from './read-body.ts'
import { readReport } from './reports/read-report.ts'
import { type OpenedMail, openSigned } from './smime/open-signed.ts'
import { unpackTnef } from './tnef/unpack-tnef.ts'

/**
 * One mail from its raw bytes. Runs in the worker; nothing bounds its time but the caller. A mail that is no mail, or
 * that is encrypted, is an answer; a damaged one is read as far as it goes. Throws only for bugs of ours.
 */
export async function readMail(request: ReadRequest): Promise<ReadReply> {
  const started = performance.now()
  const raw = withLineFeeds(Buffer.from(request.raw.buffer, request.raw.byteOffset, request.raw.byteLength))
  const ms = () => Math.round((performance.now() - started) * 100) / 100
  const unreadable = (message: string): ReadReply => ({
    ok: false,
    failure: { code: 'mail-unreadable', message },
    envelope: readEnvelope(raw),
    ...(request.withHeaders ? { headers: readShownHeaders(readHeaderBlock(raw).fields) } : {}),
    ms: ms(),
  })
  if (raw.every(byte => byte <= 0x20)) return unreadable('The mail is empty.')
  const tree = readMimeTree(raw)
  const warnings = [...tree.warnings]
  if (tree.root.fields.length === 0) {
    if (!isText(raw)) return unreadable('This is no mail: it has no headers.')
    warnings.push('This mail has no headers at all; all of it was read as its text.')
  }
  const encrypted = whyEncrypted(tree.root)
  if (encrypted) return unreadable(encrypted)
  const envelope = envelopeOf(tree.root.fields, Date.now())
  const opened = await openSigned(tree.root, envelope.from?.address ?? null, envelope.sentAt ?? Date.now())
  const encryptedInside = whyEncrypted(opened.root)
  if (encryptedInside) return unreadable(encryptedInside)
  const read = await compose(envelope, { ...opened, warnings: [...warnings, ...opened.warnings] }, request)
  const headers = request.withHeaders ? { headers: readShownHeaders(tree.root.fields) } : {}
  return { ok: true, ...read, ...headers, ms: ms() }
}

/** Files of old Macs end their lines with CR alone; a mail with any line feed is left as it is. */
function withLineFeeds(raw: Buffer): Buffer {
  if (raw.includes(0x0a) || !raw.includes(0x0d)) return raw
  return Buffer.from(raw.map(byte => (byte === 0x0d ? 0x0a : byte)))
}

/** Binary files are no mail; text that lost its headers on the way still is what somebody wrote. */
function isText(raw: Buffer): boolean {
  const head = raw.subarray(0, 4_096)
  return head.every(byte => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte === 0x1b)
}

async function compose(envelope: Envelope, { root, signature, warnings }: OpenedMail, request: ReadRequest) {
  const { rules } = request
  const order = rules.bodyPartsOrder.length > 0 ? rules.bodyPartsOrder : ['text/html', 'text/plain']
  const chosen = unpackTnef(chooseBodyParts(root, order, isBlankPart), isBlankPart)
  const body = readBody(chosen.body, order)
  const found = findParts(chosen, root, body)
  // A person who asks for one part gets it as it came.
  const partRules = request.onlyPart === undefined ? rules : { ...rules, imagesMaximum: null }
  const { parts, contents, warnings: ofParts } = await describeParts(found.parts, partRules, Date.now())
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
    signature,
    newPart,
    automaticHeaders: readAutomaticHeaders(root.fields),
    report: readReport(root, envelope, body.text),
    subjectHits,
    warnings: [...warnings, ...body.warnings, ...ofParts, ...runner.warnings],
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

/** Title patterns find our references; a hit that an ignore pattern matches as well is another system's number. */
function titleHits(runner: PatternRunner, subject: string, rules: ReadRules): Mail['subjectHits']['title'] {
  const hits = runner.hits(rules.titlePatterns, subject)
  if (rules.titleIgnorePatterns.length === 0) return hits
  return hits.filter(hit => runner.firstHit(rules.titleIgnorePatterns, hit.groups[0] ?? '') === null)
}
