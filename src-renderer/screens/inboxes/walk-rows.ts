/** Moves the focus from inbox to inbox; Enter opens the one it is on. */
export function walkRows(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('.inbox-row')]
  const here = rows.findIndex(row => row.contains(document.activeElement))
  const next = here === -1 ? (step === 1 ? 0 : rows.length - 1) : here + step
  rows[next]?.querySelector<HTMLElement>('h2 a')?.focus()
}
