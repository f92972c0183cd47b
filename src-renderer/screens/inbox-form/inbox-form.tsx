import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CallError, call } from '../../bridge/bridge.ts'
import { toast, toastFailure } from '../../components/toast.ts'
import { focusField, focusFirst } from '../../forms/focus-field.ts'
import { fromEngine } from '../../forms/issues.ts'
import { SaveBar } from '../../forms/save-bar.tsx'
import { Unsaved } from '../../forms/unsaved.tsx'
import type { InboxForm as Form } from '../../forms/use-inbox-form.ts'
import { addressOf, goTo } from '../../navigation.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { settings } from '../../stores/queries.ts'
import { FirstLookDialog } from '../first-look/first-look-dialog.tsx'
import { AdvancedSection } from './advanced-section.tsx'
import { DecisionSection } from './decision-section.tsx'
import { ErrorsSection } from './errors-section.tsx'
import { fieldId } from './field-id.ts'
import { MailboxSection } from './mailbox-section.tsx'
import { PeopleSection } from './people-section.tsx'
import { tellEffect, useEffectOnWaiting } from './use-effect-on-waiting.ts'

type InboxFormProps = {
  readonly form: Form
  readonly hasPassword: boolean
  /** The field to begin with. */
  readonly startAt?: string | null
  /** Addresses where what was typed is not lost. */
  readonly within?: readonly string[]
}

/** All that an administrator sets for one inbox, new or stored. */
export function InboxForm({ form, hasPassword, startAt = null, within }: InboxFormProps) {
  const { t } = useTranslation()
  const { id } = form
  const globals = useQuery(settings, {}).data
  const [busy, setBusy] = useState(false)
  const [looking, setLooking] = useState<string | null>(null)
  const [isDone, setDone] = useState(false)
  const foreseen = tellEffect(t, 'before', useEffectOnWaiting(id, form.changes > 0 ? form.config : null))

  const showWrong = () => focusFirst(form.showAll().map(({ field }) => fieldId(field)))
  const save = async () => {
    if (form.config === null) {
      // The sentences come with the next drawing; the places are there already.
      showWrong()
      return
    }
    setBusy(true)
    try {
      const saved = await call('inboxes.save', {
        ...(id === undefined ? {} : { id }),
        config: form.config,
        ...(form.password === '' ? {} : { password: form.password }),
        askFirst: true,
      })
      form.stored()
      setDone(true)
      const { awaitsFirstLook } = await call('inboxes.get', { id: saved.id })
      if (awaitsFirstLook) {
        setLooking(saved.id)
        return
      }
      toast(`${t('common.saved')} ${tellEffect(t, 'after', saved.waiting)}`.trim())
      if (id === undefined) goTo(addressOf.inbox(saved.id))
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      const issue = fromEngine({ field: error.field ?? '', message: error.message }, form.linesOf)
      if (document.getElementById(fieldId(issue.field))) form.refuse({ ...issue, code: error.code })
      else toastFailure(error.message)
      focusField(fieldId(issue.field))
    } finally {
      setBusy(false)
    }
  }
  const isNew = id === undefined && !isDone
  useEffect(() => {
    if (startAt !== null) focusField(fieldId(startAt))
  }, [startAt])
  return (
    <form
      className="form"
      noValidate
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <Unsaved dirty={form.changes > 0 && !busy} {...(within && { within })} />
      <MailboxSection form={form} hasPassword={hasPassword} />
      <DecisionSection form={form} />
      <PeopleSection form={form} />
      <ErrorsSection form={form} />
      <AdvancedSection form={form} globals={globals} />
      <SaveBar
        changes={form.changes}
        wrong={new Set(form.shown.map(({ field }) => field)).size}
        busy={busy}
        isNew={isNew}
        onSave={save}
        onShowWrong={showWrong}
        {...(id === undefined ? {} : { onDiscard: form.drop })}
      >
        {/* Stays in sight with the button: whoever saves reads it first. */}
        <span className="waiting-note" role="status">
          {foreseen}
        </span>
      </SaveBar>
      {/* Enter in a field saves. */}
      <button type="submit" hidden />
      {looking !== null && (
        <FirstLookDialog
          inboxId={looking}
          opened
          onClose={() => {
            setLooking(null)
            if (id === undefined) goTo(addressOf.inbox(looking))
          }}
        />
      )}
    </form>
  )
}
