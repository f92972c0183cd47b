import { currentLocale } from '../i18n/i18n.ts'

/** Formatters are dear to make, and a list needs the same few in every row: one each for every locale. */
function perLocale<T>(make: (locale: string) => T): () => T {
  const made = new Map<string, T>()
  return () => {
    const locale = currentLocale()
    const known = made.get(locale) ?? make(locale)
    made.set(locale, known)
    return known
  }
}

const byteFormats = (['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const).map(unit =>
  [0, 1].map(maximumFractionDigits =>
    perLocale(locale => {
      const unitDisplay = unit === 'byte' ? 'long' : 'short'
      return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay, maximumFractionDigits })
    }),
  ),
)
const numberFormat = perLocale(locale => new Intl.NumberFormat(locale))
const dayFormat = perLocale(locale => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }))
const exactFormat = perLocale(locale => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' }))
const relativeFormat = perLocale(locale => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }))

/** `4.2 kB`, by the locale of the system; units of 1,000 as file managers show them. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < byteFormats.length - 1) {
    value /= 1000
    unit += 1
  }
  const format = byteFormats[unit]?.[unit > 0 && value < 10 ? 1 : 0] ?? numberFormat
  return format().format(value)
}

export function formatNumber(value: number): string {
  return numberFormat().format(value)
}

/** `31 Jan 2026` */
export function formatDay(at: number): string {
  return dayFormat().format(at)
}

export function formatExact(at: number): string {
  return exactFormat().format(at)
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
  if (distance >= 7 * 86_400_000) return formatDay(at)
  const [unit, ms] = STEPS.findLast(([, size]) => distance >= size) ?? STEPS[0]
  return relativeFormat().format(Math.trunc((at - now) / ms), unit)
}
