/** Shows a field and puts the focus into it; opens what is folded around it. */
export function focusField(id: string): boolean {
  const element = document.getElementById(id)
  if (!element) return false
  for (let parent = element.closest('details'); parent; parent = parent.parentElement?.closest('details') ?? null) {
    parent.open = true
  }
  const target = element.matches('input, textarea, button, select')
    ? element
    : (element.querySelector<HTMLElement>('input, textarea, button, select') ?? element)
  target.focus({ preventScroll: true })
  target.scrollIntoView({ block: 'center' })
  return true
}

/** The first of these fields in the order of the page. */
export function focusFirst(ids: readonly string[]): boolean {
  const found = ids.flatMap(id => document.getElementById(id) ?? [])
  const [first] = found.sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1))
  return first ? focusField(first.id) : false
}
