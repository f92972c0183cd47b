import type { ImapFlow } from 'imapflow'
import { getErrorText, getStatusCode, isServerRefusal } from 'imapflow/lib/tools.js'
import type { Credential } from '../credential.ts'
import { hostNameOf } from '../net/host-name.ts'
import { type SaslMechanism, startExchange } from '../sasl/exchange.ts'
import { anyMechanism } from '../sasl/sign-in-wish.ts'
import { chooseMechanism } from './choose-mechanism.ts'
import type { ImapSourceOptions } from './options.ts'

/** Rounds of an exchange: LOGIN asks twice, a refused token once more. */
const mostChallenges = 4
/** RFC 4959: these have something to say before they are asked, which saves a round trip. */
const speaksFirst: readonly SaslMechanism[] = ['PLAIN', 'XOAUTH2', 'OAUTHBEARER']

type Answer = { readonly next: () => void }
type PlusTag = { readonly attributes?: readonly { readonly type: string; readonly value: unknown }[] }

/** What imapflow has and does not show: it knows no CRAM-MD5, and none of its own mechanisms can be chosen by name. */
type Inside = {
  authenticate(): Promise<boolean>
  exec(
    command: string,
    attributes: readonly { readonly type: string; readonly value: string; readonly sensitive?: boolean }[],
    options?: { readonly onPlusTag: (response: PlusTag) => Promise<void> },
  ): Promise<Answer>
  write(line: string): void
  setAuthenticationState(): Promise<void>
  expectCapabilityUpdate: boolean
}

/**
 * Puts our choice of a mechanism in the place of imapflow's, at the moment when the line is encrypted and the server has
 * said what it offers. Where nothing is wished for and its own way is as good, imapflow signs in as ever. The version is
 * pinned, and every mechanism is tried against a real server (`sign-in-matrix.test.ts`).
 */
export function signInAsWished(client: ImapFlow, options: ImapSourceOptions, credential: Credential): void {
  const inside = client as unknown as Inside
  const usual = inside.authenticate.bind(client)
  inside.authenticate = async () => {
    // A server that lets everybody in (PREAUTH), or an empty secret: imapflow has the words for it.
    const secret = credential.kind === 'password' ? credential.password : credential.accessToken
    if (client.state !== client.states.NOT_AUTHENTICATED || secret === '') return usual()
    const capabilities = new Set([...client.capabilities.keys()].map(name => name.toUpperCase()))
    const isEncrypted = options.security !== 'none'
    const mechanism = chooseMechanism(capabilities, credential.kind, options.wish ?? anyMechanism, isEncrypted)
    if (mechanism === 'usual') return usual()
    inside.expectCapabilityUpdate = true
    try {
      if (mechanism === 'login-command') await loginCommand(inside, options.login, secret)
      else await exchange(inside, mechanism, options, credential, capabilities.has('SASL-IR'))
    } catch (error) {
      throw await asRefusal(error)
    }
    await inside.setAuthenticationState()
    return true
  }
}

async function loginCommand(inside: Inside, login: string, password: string): Promise<void> {
  const answer = await inside.exec('LOGIN', [
    { type: 'STRING', value: login },
    { type: 'STRING', value: password, sensitive: true },
  ])
  answer.next()
}

/** RFC 9051, 6.2.2. Nothing of it is logged: imapflow writes answers to a challenge as they are given to it. */
async function exchange(
  inside: Inside,
  mechanism: SaslMechanism,
  { login, server, port }: ImapSourceOptions,
  credential: Credential,
  mayBegin: boolean,
): Promise<void> {
  const answer = startExchange(mechanism, { login, credential, host: hostNameOf(server), port })
  const first = mayBegin && speaksFirst.includes(mechanism) ? answer(Buffer.alloc(0)) : null
  const attributes = [
    { type: 'ATOM', value: mechanism },
    ...(first === null ? [] : [{ type: 'ATOM', value: first.toString('base64'), sensitive: true }]),
  ]
  let rounds = 0
  const done = await inside.exec('AUTHENTICATE', attributes, {
    async onPlusTag({ attributes: said = [] }) {
      const [challenge] = said
      const text = challenge?.type === 'TEXT' ? String(challenge.value) : ''
      rounds += 1
      const next = rounds > mostChallenges ? null : answer(Buffer.from(text, 'base64'))
      // A star takes the attempt back.
      inside.write(next === null ? '*' : next.toString('base64'))
    },
  })
  done.next()
}

/** The same marks as imapflow sets on a refusal of its own ways. */
async function asRefusal(error: unknown): Promise<unknown> {
  if (!(error instanceof Error) || !('response' in error)) return error
  const response = error.response as Parameters<typeof getErrorText>[0]
  const code = getStatusCode(response)
  return Object.assign(error, {
    ...(code ? { serverResponseCode: code } : {}),
    ...(isServerRefusal(error as never) ? { authenticationFailed: true } : {}),
    response: await getErrorText(response),
  })
}
