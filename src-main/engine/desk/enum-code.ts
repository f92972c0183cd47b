import type { DeskField } from './classes/class-definition.ts'
import { foldName } from './fold-name.ts'

/** An enum's code for a code or a label; case and accents do not count. Null when it has no such value. */
export function enumCode(field: DeskField, written: string): string | null {
  const wanted = foldName(written)
  const values = field.values ?? []
  const hit =
    values.find(value => foldName(value.code) === wanted) ?? values.find(value => foldName(value.label) === wanted)
  return hit?.code ?? null
}
