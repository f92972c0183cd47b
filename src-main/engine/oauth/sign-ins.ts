import { randomUUID } from 'node:crypto'
import type { SignInView } from '../../../src-preload/contract/entities/oauth.ts'
import { AppError, describeError } from '../errors.ts'
import { accountById } from './accounts.ts'
import { clientById } from './clients.ts'
import type { Wanted } from './keep-sign-in.ts'
import { beginSignIn, type SignInRun } from './sign-in-run.ts'
import type { OauthTools } from './tools.ts'

/** Sign-ins with the browser: in memory only, one at a time for a client and account. */
export interface SignIns {
  /** Throws AppError when the provider cannot be asked for its addresses. */
  start(wanted: {
    readonly clientId?: number | undefined
    readonly accountId?: number | undefined
    readonly loginHint?: string | undefined
  }): Promise<SignInView>
  /** Throws AppError `not-found` for one that ended long ago. */
  state(id: string): SignInView
  cancel(id: string): void
  close(): void
}

/** How many ended sign-ins can still be asked about. */
const REMEMBERED = 50

export function createSignIns(tools: OauthTools): SignIns {
  const runs = new Map<string, SignInRun & { readonly wanted: Wanted }>()

  function find(id: string): SignInRun {
    const run = runs.get(id)
    if (run) return run
    throw new AppError('not-found', 'This sign-in ended long ago. Start it again.', { field: 'id' })
  }

  return {
    async start({ clientId, accountId, loginHint = '' }) {
      const { reads } = tools.store
      const account = accountId === undefined ? null : await accountById(reads, accountId)
      const client = await clientById(reads, account?.oauth_client_id ?? clientId ?? 0)
      const wanted = { client, accountId: account?.id ?? null, loginHint: loginHint || (account?.login ?? '') }
      for (const run of runs.values()) {
        if (run.wanted.client.id === client.id && run.wanted.accountId === wanted.accountId) run.cancel()
      }
      const id = randomUUID()
      const run = await beginSignIn(tools, wanted, id)
      runs.set(id, { ...run, wanted })
      for (const old of [...runs.keys()].slice(0, -REMEMBERED)) {
        runs.get(old)?.cancel()
        runs.delete(old)
      }
      await run.open().catch((error: unknown) => tools.log.warn('oauth.no-browser', { error: describeError(error) }))
      return run.view()
    },
    state: id => find(id).view(),
    cancel: id => find(id).cancel(),
    close() {
      for (const run of runs.values()) run.cancel()
    },
  }
}
