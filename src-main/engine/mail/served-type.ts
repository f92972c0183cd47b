import type { MailPart } from './model.ts'

/** A picture is served for what it is, whatever the mail calls it: `image/jpg`, `application/octet-stream`. */
export function servedType(part: Pick<MailPart, 'type' | 'sniffedType' | 'stored'>): string {
  if (part.stored) return part.stored.type
  return part.sniffedType?.startsWith('image/') ? part.sniffedType : part.type
}
