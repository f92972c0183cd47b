const longestText = 200

/**
 * What a server says is hostile: one line, no control characters, at most 200 characters, and without the secret,
 * which some servers repeat in their refusal.
 */
export function quoteServerText(text: string, secret: string): string {
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ').trim()
  const masked = secret === '' ? plain : plain.replaceAll(secret, '***')
  return masked.length > longestText ? `${masked.slice(0, longestText)}…` : masked
}
