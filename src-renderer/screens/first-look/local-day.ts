/** The day as a date field writes it (`2026-01-31`), in the time zone of this computer. */
export function dayOf(at: number): string {
  const date = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** Its first moment; null for what is no day, such as an emptied field. */
export function startOfDay(day: string): number | null {
  const parts = /^(\d{4,6})-(\d\d)-(\d\d)$/.exec(day)
  if (!parts) return null
  const at = new Date(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])).getTime()
  return Number.isNaN(at) || at < 0 ? null : at
}
