/** Days and times as the desk counts them: in the time zone of the machine it runs on. */

const two = (number: number) => String(number).padStart(2, '0')

/** `2026-01-31` of a time in UTC milliseconds. */
export function dayOf(at: number): string {
  const date = new Date(at)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** `2026-01-31 09:05` of a time in UTC milliseconds. */
export function minuteOf(at: number): string {
  const date = new Date(at)
  return `${dayOf(at)} ${two(date.getHours())}:${two(date.getMinutes())}`
}

/** When the day of this time began, `back` days earlier; UTC milliseconds. A day may have 23 or 25 hours. */
export function startOfDay(at: number, back = 0): number {
  const date = new Date(at)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - back).getTime()
}
