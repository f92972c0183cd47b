import { z } from 'zod'
import { Settings, settingsSections } from '../../src-preload/contract/settings/settings.ts'

export type SettingName = keyof Settings
export type SectionName = (typeof settingsSections)[number]['name']

/** How a setting is typed; follows from the shape of its schema. */
export type SettingKind =
  | 'number'
  | 'yes-no'
  | 'text'
  | 'size'
  | 'dimensions'
  /** One a line. */
  | 'lines'
  /** Tag names, each with its classes: `div: gmail_quote, moz-cite-prefix`, one a line. */
  | 'tag-classes'
  /** Patterns, each with yes or no beside it. */
  | 'pattern-switches'
  /** One of a few words for each ticket class. */
  | 'by-class'

export type SettingUnit = 'seconds' | 'hours' | 'days' | 'pixels' | 'size'

export type SettingField = {
  readonly name: SettingName
  readonly section: SectionName
  readonly kind: SettingKind
  readonly isPattern: boolean
  readonly unit: SettingUnit | null
  /** Of numbers. */
  readonly isWhole: boolean
  readonly minimum: number | undefined
  readonly maximum: number | undefined
  /** Of `by-class`. */
  readonly choices: readonly string[]
  readonly defaultValue: unknown
}

const UNITS = { seconds: 'seconds', hours: 'hours', days: 'days', pixels: 'pixels', 'K, M, G': 'size' } as const

/** What the form needs to know of a setting, out of its JSON schema. */
const Described = z.object({
  type: z.enum(['integer', 'number', 'boolean', 'string', 'array', 'object']),
  unit: z.enum(['seconds', 'hours', 'days', 'pixels', 'K, M, G']).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  default: z.unknown(),
  items: z.object({ minLength: z.number().optional() }).optional(),
  additionalProperties: z.object({ type: z.string(), enum: z.array(z.string()).optional() }).optional(),
})

/** Every setting, in the order of the form. */
export const settingFields: readonly SettingField[] = settingsSections.flatMap(section => {
  const { properties = {} } = z.toJSONSchema(section.schema)
  return Object.entries(properties).flatMap(([name, property]) =>
    isSettingName(name) ? [describe(name, section.name, Described.parse(property))] : [],
  )
})

export const sectionNames: readonly SectionName[] = settingsSections.map(section => section.name)

export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(Settings.shape, name)
}

export function settingField(name: SettingName): SettingField {
  const field = settingFields.find(each => each.name === name)
  if (!field) throw new Error(`There is no setting ${name}`)
  return field
}

function describe(name: SettingName, section: SectionName, schema: z.infer<typeof Described>): SettingField {
  return {
    name,
    section,
    kind: kindOf(schema),
    isPattern: name.endsWith('-patterns'),
    unit: schema.unit === undefined ? null : UNITS[schema.unit],
    isWhole: schema.type === 'integer',
    minimum: schema.minimum,
    maximum: schema.maximum,
    choices: schema.additionalProperties?.enum ?? [],
    defaultValue: schema.default,
  }
}

function kindOf({ type, unit, additionalProperties }: z.infer<typeof Described>): SettingKind {
  switch (type) {
    case 'integer':
    case 'number':
      return 'number'
    case 'boolean':
      return 'yes-no'
    case 'string':
      if (unit === 'K, M, G') return 'size'
      return unit === 'pixels' ? 'dimensions' : 'text'
    case 'array':
      return 'lines'
    case 'object':
      if (additionalProperties?.type === 'array') return 'tag-classes'
      return additionalProperties?.type === 'boolean' ? 'pattern-switches' : 'by-class'
  }
}
