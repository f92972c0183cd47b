import { z } from 'zod'
import { type Settings, settingsSections } from '../../../src-preload/contract/settings/settings.ts'

type SettingText = { readonly title: string; readonly help: string }
type SectionName = (typeof settingsSections)[number]['name']

const Described = z.object({ title: z.string(), description: z.string() })

/** The English words of the settings stand with their schemas; they are not written a second time. */
export const settingTexts = {
  settingSection: Object.fromEntries(settingsSections.map(({ name, title }) => [name, title])) as Record<
    SectionName,
    string
  >,
  settingText: Object.fromEntries(
    settingsSections.flatMap(({ schema }) =>
      Object.entries(z.toJSONSchema(schema).properties ?? {}).map(([name, property]) => {
        const { title, description } = Described.parse(property)
        return [name, { title, help: description }]
      }),
    ),
  ) as Record<keyof Settings, SettingText>,
}
