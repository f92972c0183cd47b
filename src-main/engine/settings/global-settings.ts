import { Settings } from '../../../src-preload/contract/settings/settings.ts'
import type { Reads, Tx } from '../store/handles.ts'

/** The settings that hold for every inbox; a value that the store no longer understands falls back to its default. */
export async function loadGlobalSettings(reads: Reads): Promise<Settings> {
  const rows = await reads.selectFrom('setting').select(['name', 'value']).execute()
  const known: Record<string, unknown> = {}
  for (const row of rows) {
    if (!isSettingName(row.name)) continue
    const parsed = Settings.shape[row.name].safeParse(JSON.parse(row.value))
    if (parsed.success) known[row.name] = parsed.data
  }
  return Settings.parse(known)
}

export async function saveGlobalSettings(
  tx: Tx,
  values: { readonly [K in keyof Settings]?: Settings[K] | undefined },
): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue
    const row = { name, value: JSON.stringify(value) }
    await tx
      .insertInto('setting')
      .values(row)
      .onConflict(conflict => conflict.column('name').doUpdateSet({ value: row.value }))
      .execute()
  }
}

function isSettingName(name: string): name is keyof Settings {
  return Object.hasOwn(Settings.shape, name)
}
