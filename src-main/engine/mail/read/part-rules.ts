import type { ReadRules } from '../model.ts'
import { fileExtension } from './part-names.ts'

type Judged = { readonly name: string; readonly type: string; readonly sniffedType: string | null }

/** Names that mean the same program file, so that one rule catches all of them. */
const executable = new Set([
  'application/x-msdownload',
  'application/x-dosexec',
  'application/exe',
  'application/x-exe',
  'application/vnd.microsoft.portable-executable',
  'application/x-msdos-program',
])

/** Content that gives away what it is, whatever the name says. */
const contentOf: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['.exe', executable],
  ['.lnk', new Set(['application/x.ms.shortcut', 'application/x-ms-shortcut'])],
  ['.jar', new Set(['application/java-archive'])],
])

/**
 * One sentence why the administrator's list leaves this part out, by declared type, by content, or by any extension of
 * its (already normalised) name; null when it stays.
 */
export function whyExcluded(part: Judged, rules: readonly string[]): string | null {
  const extension = fileExtension(part.name)
  for (const rule of rules) {
    const entry = rule.trim().toLowerCase()
    if (entry === '') continue
    if (!entry.includes('/')) {
      const ending = `.${entry.replace(/^\*?\.?/, '')}`
      if (extension === ending) return `Files that end in ${ending} are left out.`
      if (part.sniffedType && contentOf.get(ending)?.has(part.sniffedType)) {
        return `Its content is what files that end in ${ending} hold, which are left out.`
      }
    } else if (matchesType(part.type, entry)) return `The type ${part.type} is left out.`
    else if (part.sniffedType && matchesType(part.sniffedType, entry)) {
      return `Its content is ${part.sniffedType}, which is left out.`
    }
  }
  return null
}

function matchesType(type: string, rule: string): boolean {
  if (type === rule) return true
  if (rule.endsWith('/*')) return type.startsWith(rule.slice(0, -1))
  return executable.has(type) && executable.has(rule)
}

/** One sentence why a picture is too small to be listed; null when it is not, or is no picture of known size. */
export function whyTooSmall(
  size: { width: number; height: number } | null,
  minimum: ReadRules['imagesMinimum'],
): string | null {
  if (!size || !minimum) return null
  if (size.width >= minimum.width && size.height >= minimum.height) return null
  return `image of ${size.width} x ${size.height} pixels is below ${minimum.width} x ${minimum.height}`
}

/** One sentence why a part holds nothing for people, whatever the administrator's list says; null when it may. */
export function whyUseless(type: string): string | null {
  // A list or a gateway may have taken the signature out of the multipart it belongs to.
  if (/^application\/(?:x-)?pkcs7-signature$/.test(type)) return 'This is the signature of the mail.'
  // RFC 1740: what other systems can use of the file comes beside it.
  return type === 'application/applefile' ? 'It holds only what old Macs note about the file beside it.' : null
}
