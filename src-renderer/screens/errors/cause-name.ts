import type { TFunction } from 'i18next'
import type { Cause } from '../../../src-preload/contract/entities/message-views.ts'
import type { en } from '../../i18n/en/index.ts'
import { i18n } from '../../i18n/i18n.ts'
import type { MessageFilterInput } from '../inbox/message-query.ts'

/** A cause by its name; one that has none here yet by the reason of its newest message. */
export function nameOfCause(t: TFunction, { code, reason }: Pick<Cause, 'code' | 'reason'>): string {
  return isNamedCause(code) ? t(`cause.${code}`) : reason || code
}

export function isNamedCause(code: string): code is keyof (typeof en)['cause'] {
  return code !== '' && i18n.exists(`cause.${code}`)
}

/** The messages behind these causes. */
export function filterOfCauses(causes: readonly Pick<Cause, 'code' | 'state'>[]): MessageFilterInput {
  return {
    causes: [...new Set(causes.map(({ code }) => code))],
    states: [...new Set(causes.map(({ state }) => state))],
  }
}
