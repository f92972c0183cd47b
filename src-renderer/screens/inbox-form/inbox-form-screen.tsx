import './inbox-form.css'
import { Button, Skeleton } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CallError, call } from '../../bridge/bridge.ts'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Page } from '../../components/page.tsx'
import { attempt, toast, toastFailure } from '../../components/toast.ts'
import { type InboxFormValues, useInboxForm, valuesOf } from '../../forms/inbox-form-state.ts'
import { addressOf, goTo } from '../../navigation.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { inboxDetail } from '../../stores/queries.ts'
import { ConnectionTest } from './connection-test.tsx'
import { DecisionFields } from './decision-fields.tsx'
import { ServerFields } from './server-fields.tsx'

/** Adds an inbox, or changes the one with this id. */
export function InboxFormScreen({ id }: { readonly id?: string }) {
  const { t } = useTranslation()
  if (id === undefined) {
    return (
      <Page kind="form" title={t('inboxForm.newTitle')} below={t('inboxForm.newBelow')}>
        <InboxForm hasPassword={false} />
      </Page>
    )
  }
  return <ExistingInbox id={id} />
}

function ExistingInbox({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const inbox = useQuery(inboxDetail, { id })
  const remove = async () => {
    const removed = await attempt(
      () => call('inboxes.remove', { id }),
      () => t('inboxForm.removed'),
    )
    if (removed) goTo(addressOf.overview)
  }
  return (
    <Page
      kind="form"
      title={t('inboxForm.title')}
      parent={{ title: inbox.data?.name ?? '', address: addressOf.inbox(id) }}
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
      <Loaded query={inbox} skeleton={<Skeleton height={480} />}>
        {({ config, hasPassword }) => <InboxForm id={id} initial={valuesOf(config)} hasPassword={hasPassword} />}
      </Loaded>
    </Page>
  )
}

type InboxFormProps = { readonly id?: string; readonly initial?: InboxFormValues; readonly hasPassword: boolean }

function InboxForm({ id, initial, hasPassword }: InboxFormProps) {
  const { t } = useTranslation()
  const form = useInboxForm(initial)
  const [savedId, setSavedId] = useState(id ?? null)
  const [testing, setTesting] = useState(false)
  const [busy, setBusy] = useState(false)
  useWarnBeforeLeaving(form.changed)

  const save = async () => {
    form.showAll()
    if (!form.config) return null
    setBusy(true)
    try {
      const saved = await call('inboxes.save', {
        ...(savedId === null ? {} : { id: savedId }),
        config: form.config,
        ...(form.password === '' ? {} : { password: form.password }),
      })
      setSavedId(saved.id)
      form.saved()
      return saved.id
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      if (error.field === undefined) toastFailure(error.message)
      else form.refuse(lastPart(error.field), error.message)
      return null
    } finally {
      setBusy(false)
    }
  }
  const saveOnly = async () => {
    if ((await save()) !== null) toast(t('inboxForm.saved'))
  }
  const saveAndTest = async () => {
    setTesting(false)
    if ((await save()) !== null) setTesting(true)
  }

  return (
    <form
      className="inbox-form"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        void saveAndTest()
      }}
    >
      <ServerFields form={form} hasPassword={hasPassword} />
      <DecisionFields form={form} />
      {testing && savedId !== null && <ConnectionTest id={savedId} />}
      <div className="inbox-form-foot">
        <Button type="submit" loading={busy}>
          {t('inboxForm.saveAndTest')}
        </Button>
        <Button variant="default" disabled={busy} onClick={saveOnly}>
          {t('inboxForm.save')}
        </Button>
        {form.changed && <span className="dimmed small">{t('inboxForm.unsaved')}</span>}
      </div>
    </form>
  )
}

/** Server errors name fields by path (`config.server`). */
function lastPart(field: string): string {
  return field.split('.').at(-1) ?? field
}

function useWarnBeforeLeaving(changed: boolean): void {
  const { t } = useTranslation()
  useEffect(() => {
    if (!changed) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    // Before the address changes: a click on a link of ours.
    const askLink = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null
      if (link && !confirm(t('inboxForm.leave'))) event.preventDefault()
    }
    addEventListener('beforeunload', ask)
    addEventListener('click', askLink, true)
    return () => {
      removeEventListener('beforeunload', ask)
      removeEventListener('click', askLink, true)
    }
  }, [changed, t])
}
