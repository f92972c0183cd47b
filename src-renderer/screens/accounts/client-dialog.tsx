import './accounts.css'
import '../../forms/forms.css'
import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Loaded } from '../../components/loaded.tsx'
import { useQuery } from '../../stores/create-query-store.ts'
import { oauthProviders } from '../../stores/queries.ts'
import { ClientFields, ProviderChoice } from './client-fields.tsx'
import { ClientGuide } from './client-guide.tsx'
import { FormSkeleton } from './form-skeleton.tsx'
import { useClientForm } from './use-client-form.ts'

type ClientDialogProps = {
  readonly opened: boolean
  /** The mail server it is wanted for; '' when none is known. */
  readonly server: string
  readonly onClose: () => void
  readonly onSaved: (id: string, name: string) => void
}

/** A new OAuth client on the way to a sign-in: saving it goes on with that. */
export function ClientDialog({ opened, server, onClose, onSaved }: ClientDialogProps) {
  const { t } = useTranslation()
  const [isSaved, setSaved] = useState(false)
  const close = () => {
    setSaved(false)
    onClose()
  }
  return (
    <Modal
      opened={opened}
      onClose={close}
      // What is saved goes on in the next dialog.
      returnFocus={!isSaved}
      // What was typed is not lost by a click beside it.
      closeOnClickOutside={false}
      title={t('clientForm.newTitle')}
      size={760}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <DialogForm
        server={server}
        onClose={close}
        onSaved={(id, name) => {
          setSaved(true)
          onSaved(id, name)
        }}
      />
    </Modal>
  )
}

function DialogForm({ server, onClose, onSaved }: Omit<ClientDialogProps, 'opened'>) {
  const query = useQuery(oauthProviders, {})
  return (
    <Loaded query={query} skeleton={<FormSkeleton />}>
      {providers => <NewClient providers={providers} server={server} onClose={onClose} onSaved={onSaved} />}
    </Loaded>
  )
}

type NewClientProps = Omit<ClientDialogProps, 'opened'> & {
  readonly providers: Parameters<typeof useClientForm>[0]['providers']
}

function NewClient({ providers, server, onClose, onSaved }: NewClientProps) {
  const { t } = useTranslation()
  const form = useClientForm({ client: null, providers, server, onSaved })
  return (
    <form
      className="form client-dialog"
      aria-label={t('clientForm.newTitle')}
      noValidate
      onSubmit={event => {
        event.preventDefault()
        // The form around the dialog, in React's eyes, would be saved.
        event.stopPropagation()
        void form.save()
      }}
    >
      <ProviderChoice form={form} />
      <ClientGuide view={form.view} />
      <div className="form-section">
        <ClientFields form={form} />
      </div>
      <div className="client-dialog-buttons">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={form.busy}>
          {t('clientForm.saveAndSignIn')}
        </Button>
      </div>
    </form>
  )
}
