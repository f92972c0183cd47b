import './accounts.css'
import '../../forms/forms.css'
import { Button, Modal } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OauthClientView, OauthProviderView } from '../../../src-preload/contract/entities/oauth.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Page } from '../../components/page.tsx'
import { SaveBar } from '../../forms/save-bar.tsx'
import { Unsaved } from '../../forms/unsaved.tsx'
import { addressOf, goTo } from '../../navigation.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { oauthClients, oauthProviders } from '../../stores/queries.ts'
import { ClientFields, ProviderChoice } from './client-fields.tsx'
import { ClientGuide } from './client-guide.tsx'
import { FormSkeleton } from './form-skeleton.tsx'
import { useClientForm } from './use-client-form.ts'

/** One OAuth client, with how it is registered beside it; without an id, a new one. */
export function ClientScreen({ id }: { readonly id?: string }) {
  const { t } = useTranslation()
  const clients = useQuery(oauthClients, {})
  const providers = useQuery(oauthProviders, {})
  const client = clients.data?.find(each => each.id === id)
  return (
    <Page
      title={id === undefined ? t('clientForm.newTitle') : (client?.config.name ?? '')}
      parent={{ title: t('accounts.title'), address: addressOf.accounts }}
    >
      <Loaded query={clients} skeleton={<FormSkeleton />}>
        {() => (
          <Loaded query={providers} skeleton={<FormSkeleton />}>
            {known =>
              id !== undefined && !client ? <Gone /> : <ClientForm client={client ?? null} providers={known} />
            }
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}

type ClientFormProps = { readonly client: OauthClientView | null; readonly providers: readonly OauthProviderView[] }

function ClientForm({ client, providers }: ClientFormProps) {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const form = useClientForm({
    client,
    providers,
    server: '',
    onSaved: () => {
      if (client === null) goTo(addressOf.accounts)
    },
  })
  const save = () => {
    if (form.isReady && form.signedOut > 0) setAsking(true)
    else void form.save()
  }
  const verb = t('clientForm.signsOutVerb', { count: form.signedOut })
  return (
    <form
      className="form client-form"
      aria-label={client === null ? t('clientForm.newTitle') : client.config.name}
      noValidate
      onSubmit={event => {
        event.preventDefault()
        save()
      }}
    >
      {/* Enter saves; the button that is seen belongs to the bar. */}
      <button type="submit" hidden />
      <Unsaved dirty={form.changes > 0 && !form.busy} />
      <div className="client-columns">
        <div className="form-section">
          <ProviderChoice form={form} />
          <ClientFields form={form} />
        </div>
        <ClientGuide view={form.view} />
      </div>
      <SaveBar
        changes={form.changes}
        wrong={form.wrong}
        busy={form.busy}
        isNew={client === null}
        onSave={save}
        onDiscard={form.discard}
        onShowWrong={form.showWrong}
      />
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={verb}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <p style={{ margin: '0 0 24px' }}>{t('clientForm.signsOut', { count: form.signedOut })}</p>
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button
            color="red.8"
            onClick={() => {
              setAsking(false)
              void form.save()
            }}
          >
            {verb}
          </Button>
        </div>
      </Modal>
    </form>
  )
}

function Gone() {
  const { t } = useTranslation()
  return (
    <EmptyState icon={<IconKey size={40} stroke={1.2} />} title={t('client.gone')} advice={t('accounts.clientsHelp')}>
      <a href={addressOf.accounts}>{t('client.toList')}</a>
    </EmptyState>
  )
}
