import type { OauthAccountView } from '../../../src-preload/contract/entities/oauth.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { oauthAccounts } from '../../stores/queries.ts'

/** Who signs in to this inbox; null with a password, or while that is not known yet. */
export function useAccountOf(inboxId: string): OauthAccountView | null {
  const accounts = useQuery(oauthAccounts, {}).data
  return accounts?.find(({ inboxIds }) => inboxIds.includes(inboxId)) ?? null
}
