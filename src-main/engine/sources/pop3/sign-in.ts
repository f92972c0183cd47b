import { createHash } from 'node:crypto'
import { AppError } from '../../errors.ts'
import { type Credential, secretOf } from '../credential.ts'
import { hostNameOf } from '../net/host-name.ts'
import { type SaslMechanism, startExchange } from '../sasl/exchange.ts'
import { chooseMechanisms, type SignInOffer } from './choose-mechanisms.ts'
import { describeRefusedSignIn } from './describe-refusal.ts'
import type { Dialogue } from './dialogue.ts'
import type { Pop3Mechanism, Pop3SourceOptions } from './options.ts'
import type { Status } from './status.ts'

/** Rounds of an exchange: LOGIN asks twice, a refused token once more. */
const mostChallenges = 4

/** Signs in. Throws AppError with the form field; the secret is in neither. */
export async function signIn(
  dialogue: Dialogue,
  options: Pop3SourceOptions,
  credential: Credential,
  offer: SignInOffer,
): Promise<void> {
  requireOneLine(options.login, 'login', 'The login')
  requireOneLine(secretOf(credential), credential.kind === 'password' ? 'password' : 'auth', 'The password')
  const secret = secretOf(credential)
  if (secret === '') throw new AppError('sign-in-failed', 'Enter the password.', { field: 'password' })

  let refusal: AppError | null = null
  for (const mechanism of chooseMechanisms(offer, credential.kind, options.wish)) {
    const trying = tryMechanism(dialogue, options, credential, mechanism, offer.timestamp ?? '')
    // Many servers end the line after a refusal; the refusal is then what has to be told.
    const status = await trying.catch((error: unknown) => {
      throw refusal ?? error
    })
    if (status.kind === 'ok') return
    refusal = describeRefusedSignIn(status, credential.kind, dialogue.quote(status))
    if (refusal.code !== 'sign-in-failed') break
  }
  throw refusal ?? new Error('No mechanism was tried')
}

/** It would be a second command. */
function requireOneLine(text: string, field: string, what: string): void {
  if (!/[\r\n\0]/.test(text)) return
  throw new AppError('invalid-input', `${what} cannot hold a line break. Type it again.`, { field })
}

function tryMechanism(
  dialogue: Dialogue,
  { login, server, port }: Pop3SourceOptions,
  credential: Credential,
  mechanism: Pop3Mechanism,
  timestamp: string,
): Promise<Status> {
  switch (mechanism) {
    case 'USER':
      return userAndPass(dialogue, login, secretOf(credential))
    case 'APOP':
      return dialogue.ask(`APOP ${login} ${apopDigest(timestamp, secretOf(credential))}`, { secret: true })
    default:
      return sasl(dialogue, mechanism, { login, credential, host: hostNameOf(server), port })
  }
}

async function userAndPass(dialogue: Dialogue, login: string, password: string): Promise<Status> {
  const known = await dialogue.ask(`USER ${login}`)
  return known.kind === 'ok' ? dialogue.ask(`PASS ${password}`, { secret: true }) : known
}

/** RFC 1939, 7. */
export function apopDigest(timestamp: string, password: string): string {
  return createHash('md5').update(timestamp).update(password).digest('hex')
}

/** RFC 5034. The first answer waits for its challenge: with it, the command could be longer than 255 octets. */
async function sasl(
  dialogue: Dialogue,
  mechanism: SaslMechanism,
  account: Parameters<typeof startExchange>[1],
): Promise<Status> {
  const answer = startExchange(mechanism, account)
  let status = await dialogue.ask(`AUTH ${mechanism}`)
  for (let round = 0; status.kind === 'challenge' && round < mostChallenges; round++) {
    const said = answer(Buffer.from(status.text, 'base64'))
    // RFC 5034: a star takes the attempt back.
    status = said === null ? await dialogue.ask('*') : await dialogue.ask(said.toString('base64'), { secret: true })
  }
  if (status.kind !== 'challenge') return status
  throw new AppError('connection-failed', 'The server asks on and on during the sign-in.', { retry: true })
}
