/** No standard has a code of its own for it (RFC 5530 has LIMIT, for limits of every kind); these are their words. */
const words =
  /too many (simultaneous |concurrent |open )?(connections|sessions|logins?)|(maximum|max) (number of )?connections?|connection limit/i

/** Whether a server says that the account, or this computer, has as many connections as it allows. */
export function saysTooMany(text: string): boolean {
  return words.test(text)
}
