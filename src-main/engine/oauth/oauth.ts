import { type AccessTokens, createAccessTokens } from './access-tokens.ts'
import { createSignIns, type SignIns } from './sign-ins.ts'
import type { OauthTools } from './tools.ts'

/** Signing in with a provider instead of a password: what lives as long as the engine. */
export type Oauth = {
  readonly tools: OauthTools
  readonly tokens: AccessTokens
  readonly signIns: SignIns
  /** Ends what waits for a browser; what is being renewed is saved first. */
  close(): Promise<void>
}

export function createOauth(tools: OauthTools): Oauth {
  const tokens = createAccessTokens(tools)
  const signIns = createSignIns(tools)
  return {
    tools,
    tokens,
    signIns,
    async close() {
      signIns.close()
      await tokens.settled()
    },
  }
}
