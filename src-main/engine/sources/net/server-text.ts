const longestText = 200

/** Shorter pieces of base64 stand in many an innocent word. */
const shortestMasked = 6

/**
 * What a server says is hostile: one line, no control characters, at most 200 characters, and without the secret,
 * which some servers repeat in their refusal, as it is or as it was sent: in base64 behind the login.
 */
export function quoteServerText(text: string, secret: string): string {
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ').trim()
  const masked = formsOf(secret).reduce((rest, form) => rest.replaceAll(form, '***'), plain)
  return masked.length > longestText ? `${masked.slice(0, longestText)}…` : masked
}

/** The secret, and what base64 makes of it behind any number of other bytes: three forms, without their edges. */
function formsOf(secret: string): readonly string[] {
  if (secret === '') return []
  const bytes = Buffer.from(secret)
  const encoded = [0, 1, 2].map(before => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    // Characters that share bits with a byte before or after it are not the same everywhere.
    const first = Math.ceil((before * 8) / 6)
    return whole.slice(first, Math.floor(((before + bytes.length) * 8) / 6))
  })
  return [secret, ...encoded.filter(form => form.length >= shortestMasked)]
}
