import './accounts.css'
import { Button, Skeleton } from '@mantine/core'
import { IconKey, IconPlus, IconUserCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { OauthAccountView, OauthClientView } from '../../../src-preload/contract/entities/oauth.ts'
import { type Command, useOfferedCommands } from '../../commands/commands.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Page } from '../../components/page.tsx'
import { addressOf, goTo } from '../../navigation.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { inboxes, oauthAccounts, oauthClients } from '../../stores/queries.ts'
import { AccountRow } from './account-row.tsx'
import { ClientRow } from './client-row.tsx'
import { startSignIn } from './use-sign-in.ts'

/** Who signs in with a provider, and how the providers know Postdesk. */
export function AccountsScreen() {
  const { t } = useTranslation()
  const accounts = useQuery(oauthAccounts, {})
  const clients = useQuery(oauthClients, {})
  useAccountCommands(accounts.data ?? [], clients.data ?? [])
  return (
    <Page
      title={t('accounts.title')}
      below={t('accounts.below')}
      actions={
        <Button component="a" href={addressOf.newClient} leftSection={<IconPlus size={16} aria-hidden />}>
          {t('accounts.addClient')}
        </Button>
      }
    >
      <Loaded query={clients} skeleton={<RowsSkeleton />}>
        {known =>
          known.length === 0 ? (
            <EmptyState
              icon={<IconKey size={40} stroke={1.2} />}
              title={t('accounts.none')}
              advice={t('accounts.noneAdvice')}
            >
              <Button variant="default" component="a" href={addressOf.newClient}>
                {t('accounts.addClient')}
              </Button>
            </EmptyState>
          ) : (
            <>
              <Loaded query={accounts} skeleton={<RowsSkeleton />}>
                {people => <Accounts accounts={people} clients={known} />}
              </Loaded>
              <Clients clients={known} accounts={accounts.data ?? []} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

type Known = { readonly accounts: readonly OauthAccountView[]; readonly clients: readonly OauthClientView[] }

/** Those who have to sign in again come first. */
function Accounts({ accounts, clients }: Known) {
  const { t } = useTranslation()
  const list = useQuery(inboxes, {}).data ?? []
  const [only] = clients
  const order = { 'signed-out': 0, expiring: 1, ok: 2 } as const
  if (accounts.length === 0) {
    return (
      <EmptyState
        icon={<IconUserCheck size={40} stroke={1.2} />}
        title={t('accounts.nobody')}
        advice={t('accounts.nobodyAdvice')}
      >
        {only && clients.length === 1 && (
          <Button onClick={() => void startSignIn({ clientId: only.id, name: only.config.name, loginHint: '' })}>
            {t('client.signInNamed', { name: only.config.name })}
          </Button>
        )}
      </EmptyState>
    )
  }
  return (
    <section aria-labelledby="accounts-list">
      <h2 id="accounts-list">{t('accounts.list')}</h2>
      <ul className="account-rows" aria-labelledby="accounts-list">
        {accounts
          .toSorted((a, b) => order[a.state] - order[b.state])
          .map(account => (
            <AccountRow key={account.id} account={account} inboxes={list} />
          ))}
      </ul>
    </section>
  )
}

function Clients({ accounts, clients }: Known) {
  const { t } = useTranslation()
  const list = useQuery(inboxes, {}).data ?? []
  const usersOf = (id: string) => {
    const used = new Set(accounts.filter(({ clientId }) => clientId === id).flatMap(({ inboxIds }) => inboxIds))
    return list.filter(inbox => used.has(inbox.id))
  }
  return (
    <section aria-labelledby="clients-list" className="accounts-clients">
      <h2 id="clients-list">{t('accounts.clients')}</h2>
      <p className="dimmed">{t('accounts.clientsHelp')}</p>
      <ul className="account-rows" aria-labelledby="clients-list">
        {clients.map(client => (
          <ClientRow key={client.id} client={client} usedBy={usersOf(client.id)} />
        ))}
      </ul>
    </section>
  )
}

function useAccountCommands(accounts: readonly OauthAccountView[], clients: readonly OauthClientView[]): void {
  const { t } = useTranslation()
  useOfferedCommands([
    {
      id: 'client add',
      group: 'here',
      label: t('accounts.addClient'),
      key: 'n',
      run: () => goTo(addressOf.newClient),
    },
    ...clients.map(
      ({ id, config: { name } }): Command => ({
        id: `sign in ${id}`,
        group: 'here',
        label: t('client.signInNamed', { name }),
        run: () => void startSignIn({ clientId: id, name, loginHint: '' }),
      }),
    ),
    ...accounts.map(
      ({ id, login, clientName }): Command => ({
        id: `sign in again ${id}`,
        group: 'here',
        label: t('account.signInAgainNamed', { login }),
        detail: clientName,
        run: () => void startSignIn({ accountId: id, name: login, loginHint: login }),
      }),
    ),
  ])
}

function RowsSkeleton() {
  return (
    <div className="account-rows">
      <Skeleton height={168} radius={12} />
      <Skeleton height={168} radius={12} />
    </div>
  )
}
