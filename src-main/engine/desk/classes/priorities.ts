import type { FieldValue } from './class-definition.ts'

export const impacts: readonly FieldValue[] = [
  { code: '1', label: 'A department' },
  { code: '2', label: 'A service' },
  { code: '3', label: 'A person' },
]
export const urgencies: readonly FieldValue[] = [
  { code: '1', label: 'Critical' },
  { code: '2', label: 'High' },
  { code: '3', label: 'Medium' },
  { code: '4', label: 'Low' },
]
export const priorities: readonly FieldValue[] = urgencies

/** Impact -> priorities for the urgencies 1 to 4, as iTop's standard classes compute them. */
const priorityMatrix: ReadonlyMap<string, readonly string[]> = new Map([
  ['1', ['1', '1', '2', '4']],
  ['2', ['1', '2', '3', '4']],
  ['3', ['2', '3', '3', '4']],
])

/** Priority code for two codes; the lowest one where a code is unknown. */
export function priorityFor(impact: string, urgency: string): string {
  return priorityMatrix.get(impact)?.[urgencies.findIndex(known => known.code === urgency)] ?? '4'
}

export function priorityLabel(code: string): string {
  return priorities.find(priority => priority.code === code)?.label ?? code
}
