import { currentLocale } from '../i18n/i18n.ts'

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** `4.2 kB`, by the locale of the system; units of 1,000 as file managers show them. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000
    unit += 1
  }
  return new Intl.NumberFormat(currentLocale(), {
    style: 'unit',
    unit: UNITS[unit] ?? 'byte',
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: unit > 0 && value < 10 ? 1 : 0,
  }).format(value)
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(currentLocale()).format(value)
}

export function formatExact(at: number): string {
  return new Intl.DateTimeFormat(currentLocale(), { dateStyle: 'full', timeStyle: 'medium' }).format(at)
}

const STEPS = [
  ['second', 1_000],
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
] as const

/** `4 minutes ago`, `in 12 seconds`; a plain date beyond a week. */
export function formatRelative(at: number, now: number): string {
  const distance = Math.abs(at - now)
  if (distance >= 7 * 86_400_000) return new Intl.DateTimeFormat(currentLocale(), { dateStyle: 'medium' }).format(at)
  const [unit, ms] = STEPS.findLast(([, size]) => distance >= size) ?? STEPS[0]
  return new Intl.RelativeTimeFormat(currentLocale(), { numeric: 'auto', style: 'short' }).format(
    Math.trunc((at - now) / ms),
    unit,
  )
}
