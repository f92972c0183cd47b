import { useQuery } from '../../stores/create-query-store.ts'
import { oauthAccounts, oauthClients, oauthProviders } from '../../stores/queries.ts'

/** What there is to choose from for who signs in; also asked for ahead, so that the field is there at once. */
export function useAccountChoices() {
  return {
    accounts: useQuery(oauthAccounts, {}),
    clients: useQuery(oauthClients, {}),
    providers: useQuery(oauthProviders, {}),
  }
}
