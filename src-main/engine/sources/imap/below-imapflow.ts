import type { ImapFlow } from 'imapflow'

/** One thing in an answer, as imapflow has parsed it. */
export type Token = { readonly value?: unknown } | null | readonly Token[]

/** An untagged answer: `command` is its first word, or the number before it. */
export type Untagged = { readonly command: string; readonly attributes?: readonly Token[] }

export type Atom = { readonly type: 'ATOM' | 'SEQUENCE'; readonly value: string }

export type ExecOptions = { readonly untagged?: Readonly<Record<string, (answer: Untagged) => Promise<void>>> }

/**
 * What imapflow does below the surface that it describes: any command with its own untagged answers. Its own `fetch`
 * makes a promise and a dozen objects a row, and hands on VANISHED one UID at a time.
 */
export type BelowImapFlow = {
  exec(
    command: string,
    attributes: readonly unknown[] | false,
    options?: ExecOptions,
  ): Promise<{ readonly next: () => void }>
  enabled: Set<string>
  readonly untaggedHandlers: Record<string, (answer: Untagged) => Promise<void>>
}

export function below(client: ImapFlow): BelowImapFlow {
  return client as unknown as BelowImapFlow
}

export function atom(value: string): Atom {
  return { type: 'ATOM', value }
}

/** The text of a token; '' for NIL, a list, or nothing at all. */
export function textOf(token: Token | undefined): string {
  return token && 'value' in token && typeof token.value === 'string' ? token.value : ''
}
