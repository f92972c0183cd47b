import '../../forms/forms.css'
import './inbox-form.css'
import { Skeleton } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InboxConfig } from '../../../src-preload/contract/entities/inbox.ts'
import { call } from '../../bridge/bridge.ts'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { ForeignText } from '../../components/foreign-text.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Page } from '../../components/page.tsx'
import { attempt } from '../../components/toast.ts'
import { useInboxForm } from '../../forms/use-inbox-form.ts'
import { addressOf, goTo } from '../../navigation.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { inboxDetail } from '../../stores/queries.ts'
import { InboxTabs } from '../inbox/inbox-tabs.tsx'
import { InboxForm } from './inbox-form.tsx'
import { tellEffect } from './use-effect-on-waiting.ts'

/** Changes the settings of an inbox. */
export function InboxFormScreen({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const inbox = useQuery(inboxDetail, { id })
  const [isRemoved, setRemoved] = useState(false)
  const remove = async () => {
    const removed = await attempt(
      () => call('inboxes.remove', { id }),
      ({ waiting }) => `${t('inboxForm.removed')}. ${tellEffect(t, 'after', waiting)}`.trim(),
    )
    if (removed) setRemoved(true)
  }
  // Only once the form is gone, with what was typed in it: there is nothing left to ask about.
  useEffect(() => {
    if (isRemoved) goTo(addressOf.inboxes)
  }, [isRemoved])
  return (
    <Page
      kind="form"
      title={inbox.data?.name ?? ''}
      parent={{ title: t('frame.inboxes'), address: addressOf.inboxes }}
      below={inbox.data ? <ForeignText>{inbox.data.where}</ForeignText> : <Skeleton height={14} width={320} my={4} />}
      actions={
        inbox.data && (
          <ConfirmButton
            verb={t('inboxForm.removeVerb')}
            sentence={t('inboxForm.removeSentence', { name: inbox.data.name })}
            onConfirm={remove}
          >
            {t('inboxForm.remove')}
          </ConfirmButton>
        )
      }
    >
      <InboxTabs id={id} current="settings" />
      {!isRemoved && (
        <Loaded query={inbox} skeleton={<FormSkeleton />}>
          {({ config, hasPassword }) => <StoredInbox id={id} stored={config} hasPassword={hasPassword} />}
        </Loaded>
      )}
    </Page>
  )
}

type StoredInboxProps = { readonly id: string; readonly stored: InboxConfig; readonly hasPassword: boolean }

function StoredInbox({ id, stored, hasPassword }: StoredInboxProps) {
  return <InboxForm form={useInboxForm(id, stored)} hasPassword={hasPassword} />
}

function FormSkeleton() {
  return (
    <div className="form">
      <div className="form-section">
        {[96, 72, 80, 120, 64, 88].map(width => (
          <div key={width} className="stack">
            <Skeleton height={12} width={width} />
            <Skeleton height={36} />
          </div>
        ))}
      </div>
    </div>
  )
}
