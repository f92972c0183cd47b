import { createHmac } from 'node:crypto'

/** What each SASL mechanism says, as bytes before base64. Pure; whoever speaks to the server carries it there. */

/** RFC 4616: no authorization identity, so that the login acts as itself. Throws TypeError for a NUL, which would shift the fields. */
export function plainPayload(login: string, password: string): Buffer {
  if (login.includes('\0') || password.includes('\0')) throw new TypeError('PLAIN carries no NUL')
  return Buffer.from(`\0${login}\0${password}`)
}

/** RFC 2195: the login and the keyed digest of what the server has just made up. */
export function cramMd5Payload(login: string, password: string, challenge: Uint8Array): Buffer {
  return Buffer.from(`${login} ${createHmac('md5', password).update(challenge).digest('hex')}`)
}

/** Google and Microsoft; the server's refusal is answered with an empty line. */
export function xoauth2Payload(login: string, accessToken: string): Buffer {
  return Buffer.from(`user=${login}\x01auth=Bearer ${accessToken}\x01\x01`)
}

/** RFC 7628, 3.1. `host` and `port` are those that were connected to. */
export function oauthBearerPayload(login: string, accessToken: string, host: string, port: number): Buffer {
  // RFC 5801: these two would end the name early.
  const name = login.replaceAll('=', '=3D').replaceAll(',', '=2C')
  return Buffer.from(`n,a=${name},\x01host=${host}\x01port=${port}\x01auth=Bearer ${accessToken}\x01\x01`)
}

/** RFC 7628, 3.2.3: a refusal has to be answered with this before the server ends the exchange. */
export const oauthBearerRefused = Buffer.from('\x01')
