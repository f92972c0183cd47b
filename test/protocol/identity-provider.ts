import { createServer } from 'node:http'
import Provider from 'oidc-provider'
import { findFreePorts } from './free-ports.ts'

/** A real OpenID provider on a free loopback port; whoever gives any password is who he says. */
export type IdentityProvider = {
  readonly issuer: string
  /** For Dovecot, with its name and password. */
  readonly introspectionUrl: string
  /** Every token that was given out, in order. */
  readonly issued: readonly { readonly access_token: string; readonly refresh_token?: string }[]
  /** Runs whenever the mail server asks about a token, before it is answered. */
  onIntrospection(hook: () => void): void
  /** Somebody takes the permission back. */
  revoke(refreshToken: string): Promise<void>
  /** Answers nothing but this status from now on; null: works again. */
  failWith(status: number | null): void
  stop(): Promise<void>
}

export const CLIENT_ID = 'postdesk-under-test'

export async function startIdentityProvider(options: {
  readonly accessTokenSeconds: number
}): Promise<IdentityProvider> {
  const [port = 0] = await findFreePorts(1)
  const issuer = `http://127.0.0.1:${port}`
  const issued: { access_token: string; refresh_token?: string }[] = []
  let hook = () => {}
  let failing: number | null = null
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT_ID,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        redirect_uris: ['http://127.0.0.1/oauth/callback'],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
      { client_id: 'dovecot', client_secret: 's3cret', redirect_uris: [], grant_types: [], response_types: [] },
    ],
    features: {
      devInteractions: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => true },
      revocation: { enabled: true, allowedPolicy: () => true },
    },
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email'] },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: async () => ({ sub: id, email: `${id}@desk.example.org` }),
    }),
    ttl: { AccessToken: options.accessTokenSeconds },
    cookies: { keys: ['a key for the tests'] },
  })
  provider.use(async (context, next) => {
    if (context.path === '/token/introspection') hook()
    await next()
    if (context.path === '/token') issued.push(context.body as (typeof issued)[number])
  })
  const answer = provider.callback()
  const server = createServer((request, response) =>
    failing === null ? answer(request, response) : response.writeHead(failing).end(),
  )
  // The mail server keeps its line for the next question; ended at that very moment, it would know no answer.
  server.keepAliveTimeout = 0
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  return {
    issuer,
    introspectionUrl: `http://dovecot:s3cret@127.0.0.1:${port}/token/introspection`,
    get issued() {
      return issued.filter(tokens => 'access_token' in tokens)
    },
    onIntrospection(wanted) {
      hook = wanted
    },
    async revoke(token) {
      const body = new URLSearchParams({ token, client_id: CLIENT_ID })
      const reply = await fetch(`${issuer}/token/revocation`, { method: 'POST', body })
      if (!reply.ok) throw new Error(`The provider did not revoke: ${reply.status}`)
    },
    failWith(status) {
      failing = status
    },
    async stop() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
