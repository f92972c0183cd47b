import type { TFunction } from 'i18next'
import { formatNumber } from '../components/format.ts'
import type { SettingField } from './setting-fields.ts'

/** A value in a few words, for "default: …" and "from global settings: …"; its unit stands beside the field. */
export function showSetting(field: SettingField, value: unknown, t: TFunction): string {
  const entries = typeof value === 'object' && value !== null ? Object.keys(value).length : 0
  switch (field.kind) {
    case 'number':
      return formatNumber(Number(value))
    case 'yes-no':
      return value === true ? t('form.yes') : t('form.no')
    case 'text':
    case 'size':
    case 'dimensions':
      return value === '' ? t('form.empty') : String(value)
    case 'lines':
    case 'tag-classes':
    case 'pattern-switches':
      return entries === 0 ? t('form.empty') : t('form.entries', { count: entries })
    case 'by-class': {
      const choices = new Set(typeof value === 'object' && value !== null ? Object.values(value) : [])
      const [only = 'public_log'] = choices
      if (choices.size > 1) return t('form.byClass')
      return only === 'private_log' ? t('form.choice.private_log') : t('form.choice.public_log')
    }
  }
}
