/** Hands bytes to the browser as a download. The name is only a suggestion; path signs in it mean nothing. */
export function saveFile(name: string, type: string, base64: string): void {
  const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0))
  const address = URL.createObjectURL(new Blob([bytes], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name.replace(/[/\\:\p{Cc}\p{Cf}]/gu, '_')
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
