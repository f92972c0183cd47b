/** What proves to the server who signs in: asked for at every connection, kept nowhere, never written to a log. */
export type Credential =
  | { readonly kind: 'password'; readonly password: string }
  /** An OAuth 2.0 access token, for SASL XOAUTH2 and OAUTHBEARER (RFC 7628). */
  | { readonly kind: 'token'; readonly accessToken: string }

/** The text that may never be shown: masked in whatever a server sends back. */
export function secretOf(credential: Credential): string {
  return credential.kind === 'password' ? credential.password : credential.accessToken
}
