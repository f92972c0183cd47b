import { removeAccount, signOut } from '../../engine/oauth/end-account.ts'
import { listProviders } from '../../engine/oauth/providers.ts'
import { removeClient, saveClient } from '../../engine/oauth/save-client.ts'
import { accountView, accountViews, clientViews } from '../../engine/oauth/show-oauth.ts'
import type { HandlersOf } from './handler.ts'
import { toRowId } from './ids.ts'

const rowIdOrNone = (id: string | undefined, field: string) => (id === undefined ? undefined : toRowId(id, field))

export const oauthClientHandlers: HandlersOf<'oauthClients'> = {
  'oauthClients.providers': async () => listProviders(),
  'oauthClients.list': engine => clientViews(engine.store.reads),
  async 'oauthClients.save'({ oauth }, { id, config, secret }) {
    return { id: String(await saveClient(oauth.tools, { id: rowIdOrNone(id, 'id'), config, secret })) }
  },
  async 'oauthClients.remove'({ oauth }, { id }) {
    await removeClient(oauth.tools, toRowId(id))
    return {}
  },
}

export const oauthAccountHandlers: HandlersOf<'oauthAccounts'> = {
  'oauthAccounts.list': engine => accountViews(engine.store.reads),
  'oauthAccounts.signIn': ({ oauth }, { clientId, accountId, loginHint }) =>
    oauth.signIns.start({
      clientId: rowIdOrNone(clientId, 'clientId'),
      accountId: rowIdOrNone(accountId, 'accountId'),
      loginHint,
    }),
  'oauthAccounts.signInState': async ({ oauth }, { id }) => oauth.signIns.state(id),
  async 'oauthAccounts.cancelSignIn'({ oauth }, { id }) {
    oauth.signIns.cancel(id)
    return {}
  },
  async 'oauthAccounts.signOut'({ oauth }, { id }) {
    await signOut(oauth.tools, toRowId(id))
    return {}
  },
  async 'oauthAccounts.remove'({ oauth }, { id }) {
    await removeAccount(oauth.tools, toRowId(id))
    return {}
  },
  async 'oauthAccounts.refresh'({ oauth, store }, { id }) {
    await oauth.tokens.refresh(toRowId(id))
    return accountView(store.reads, toRowId(id))
  },
}
