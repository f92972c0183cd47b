import { z } from 'zod'
import { Id, Instant } from './ids.ts'

export const OauthProvider = z.enum(['google', 'microsoft', 'custom'])
export type OauthProvider = z.infer<typeof OauthProvider>

/** RFC 6749, 3.3: scopes are told apart by spaces. */
const Scope = z
  .string()
  .max(500)
  .regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, 'A scope has no spaces, quotes or letters with accents')

/**
 * Postdesk as a provider knows it: what an administrator registers there, once for all inboxes. Empty scopes and mail
 * servers are those of the provider. A custom provider has either a discovery address or two endpoints.
 */
export const OauthClientConfig = z
  .strictObject({
    name: z.string().trim().min(1, 'Give the OAuth client a name').max(200),
    provider: OauthProvider,
    clientId: z.string().trim().min(1, 'Enter the client ID that the provider gave out').max(500),
    /** Microsoft only: `common`, `organizations`, or the id or domain of one's own tenant. */
    tenant: z.string().trim().max(255).default(''),
    scopes: z.array(Scope).max(50).default([]),
    discoveryUrl: z.string().trim().max(2000).default(''),
    authorizationEndpoint: z.string().trim().max(2000).default(''),
    tokenEndpoint: z.string().trim().max(2000).default(''),
    /** Host names. A token is sent to these only, whatever an inbox says. */
    mailServers: z.array(z.string().trim().min(1).max(255)).max(50).default([]),
  })
  .meta({ title: 'OAuth client' })
export type OauthClientConfig = z.output<typeof OauthClientConfig>

export const OauthClientView = z.object({
  id: Id,
  config: OauthClientConfig,
  hasSecret: z.boolean(),
  /** To register with the provider. The port is another one each time; providers accept any for this address. */
  redirectUri: z.string(),
  accounts: z.int(),
})
export type OauthClientView = z.infer<typeof OauthClientView>

/** What is known of a provider before anything is entered. */
export const OauthProviderView = z.object({
  provider: OauthProvider,
  name: z.string(),
  tenant: z.string(),
  scopes: z.array(z.string()),
  mailServers: z.array(z.string()),
  redirectUri: z.string(),
  /** Whether this provider gives a secret to applications on a computer; it is no secret to anybody there. */
  secret: z.enum(['needed', 'never', 'possible']),
  /** Where the client is registered; empty when that is not known. */
  registerUrl: z.string(),
})
export type OauthProviderView = z.infer<typeof OauthProviderView>

export const OauthAccountState = z.enum(['ok', 'expiring', 'signed-out'])
export type OauthAccountState = z.infer<typeof OauthAccountState>

/** Somebody who signed in. Any number of inboxes may use it. No token is ever part of it. */
export const OauthAccountView = z.object({
  id: Id,
  clientId: Id,
  clientName: z.string(),
  provider: OauthProvider,
  /** As the provider tells it, or as it was typed. */
  login: z.string(),
  /** `expiring`: it works, but cannot be renewed. `signed-out`: somebody has to sign in again. */
  state: OauthAccountState,
  lastError: z.string().nullable(),
  /** Of the access token; it is renewed before. */
  expiresAt: Instant.nullable(),
  refreshedAt: Instant.nullable(),
  signedInAt: Instant,
  inboxIds: z.array(Id),
})
export type OauthAccountView = z.infer<typeof OauthAccountView>

/** One attempt to sign in with the browser. */
export const SignInView = z.object({
  id: Id,
  clientId: Id,
  state: z.enum(['waiting', 'done', 'failed', 'cancelled']),
  /** To be opened in the browser of this computer; useless after the sign-in has ended. */
  url: z.string(),
  /** Postdesk has opened the browser itself; else whoever shows this does. */
  opened: z.boolean(),
  endsAt: Instant,
  /** The account, once it is done. */
  accountId: Id.nullable(),
  /** What went wrong and what to do, once it has failed. */
  error: z.string().nullable(),
})
export type SignInView = z.infer<typeof SignInView>
