/** Puts a text on the clipboard. Where the page may not do so by itself, by way of a selection, as a person would. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    const field = document.createElement('textarea')
    field.value = text
    field.className = 'unseen'
    // Inside an open dialog, which else takes the focus back.
    const place = document.querySelector('[role="dialog"]') ?? document.body
    place.append(field)
    field.select()
    document.execCommand('copy')
    field.remove()
  }
}
