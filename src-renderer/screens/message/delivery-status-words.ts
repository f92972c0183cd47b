import type { TFunction } from 'i18next'
import { en } from '../../i18n/en/index.ts'

const STATUSES = en.deliveryStatus

/**
 * What an enhanced status code (RFC 3463, registry of RFC 5248) says about a delivery: the detail where it is a common
 * one, else its subject, else nothing. Its first digit is told apart, by `hard`.
 */
export function deliveryStatusWords(t: TFunction, status: string): string {
  const [, subject, detail] = /^[245]\.(\d{1,3})\.(\d{1,3})$/.exec(status.trim()) ?? []
  const known = [`${subject}-${detail}`, `${subject}`].find(isKnown)
  return known === undefined ? '' : t(`deliveryStatus.${known}`)
}

function isKnown(code: string): code is keyof typeof STATUSES {
  return Object.hasOwn(STATUSES, code)
}
