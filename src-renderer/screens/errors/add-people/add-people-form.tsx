import { Button, Checkbox } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Cause } from '../../../../src-preload/contract/entities/message-views.ts'
import { attempt, toast } from '../../../components/toast.ts'
import { isComplete, type PersonDraft, toDrafts } from './people-drafts.ts'
import { PersonDraftRow } from './person-draft-row.tsx'
import { savePeople } from './save-people.ts'
import { type FoundSenders, retryCause } from './use-unknown-senders.ts'

/** More at once would be a list that nobody reads; the others come after these. */
const MOST_DRAFTS = 50

type AddPeopleFormProps = { readonly cause: Cause; readonly found: FoundSenders; readonly onClose: () => void }

export function AddPeopleForm({ cause, found, onClose }: AddPeopleFormProps) {
  const { t } = useTranslation()
  const { organisations } = found
  const [drafts, setDrafts] = useState(() => toDrafts(found.senders.slice(0, MOST_DRAFTS), organisations))
  const [savedCount, setSavedCount] = useState(0)
  const [retry, setRetry] = useState(true)
  const [busy, setBusy] = useState(false)
  const [showFaults, setShowFaults] = useState(false)
  const firstField = useRef<HTMLInputElement>(null)
  // The form comes after the dialog was opened, when it is known who wrote.
  useEffect(() => firstField.current?.focus(), [])
  const included = drafts.filter(draft => draft.included)
  const more = found.senders.length - Math.min(found.senders.length, MOST_DRAFTS)
  const change = (address: string, next: Partial<PersonDraft>) =>
    setDrafts(before => before.map(draft => (draft.address === address ? { ...draft, fault: null, ...next } : draft)))

  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (!drafts.every(isComplete)) return setShowFaults(true)
    setBusy(true)
    await attempt(async () => {
      const faults = await savePeople(included, organisations)
      const people = savedCount + included.length - faults.size
      if (faults.size > 0) {
        setSavedCount(people)
        setDrafts(before =>
          before
            .filter(draft => !draft.included || faults.has(draft.address))
            .map(draft => ({ ...draft, fault: faults.get(draft.address) ?? null })),
        )
        return
      }
      const retried = retry ? await retryCause(cause) : 0
      onClose()
      toast(
        retried > 0 ? t('addPeople.doneRetried', { people, count: retried }) : t('addPeople.done', { count: people }),
      )
    })
    setBusy(false)
  }
  const canRetryAlone = included.length === 0 && retry
  return (
    <form onSubmit={save} noValidate>
      {found.senders.length === 0 ? (
        <p className="add-people-intro">
          {t('addPeople.nobody')} <span className="dimmed">{t('addPeople.nobodyAdvice')}</span>
        </p>
      ) : (
        <p className="add-people-intro">{t('addPeople.intro', { count: found.senders.length })}</p>
      )}
      {drafts.length > 0 && (
        <table className="add-people" aria-label={t('addPeople.title')}>
          <colgroup>
            <col style={{ width: 32 }} />
            <col style={{ width: '27%' }} />
            <col style={{ width: '20%' }} />
            <col style={{ width: '24%' }} />
            <col />
          </colgroup>
          <thead>
            <tr>
              <th>
                <Checkbox
                  size="xs"
                  aria-label={t('lists.selectAll')}
                  checked={included.length === drafts.length}
                  indeterminate={included.length > 0 && included.length < drafts.length}
                  onChange={() => {
                    const all = included.length < drafts.length
                    setDrafts(before => before.map(draft => ({ ...draft, included: all })))
                  }}
                />
              </th>
              <th>{t('addPeople.address')}</th>
              <th>{t('addPeople.firstName')}</th>
              <th>{t('addPeople.name')}</th>
              <th>{t('addPeople.organisation')}</th>
            </tr>
          </thead>
          <tbody>
            {drafts.map((draft, at) => (
              <PersonDraftRow
                key={draft.address}
                draft={draft}
                organisations={organisations}
                showFaults={showFaults}
                nameRef={at === 0 ? firstField : undefined}
                onChange={change}
              />
            ))}
          </tbody>
        </table>
      )}
      {more > 0 && <p className="dimmed">{t('addPeople.more', { count: more })}</p>}
      <div className="add-people-foot">
        <Checkbox
          label={t('addPeople.thenRetry')}
          checked={retry}
          onChange={({ currentTarget }) => setRetry(currentTarget.checked)}
        />
        <span className="row">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={included.length === 0 && !canRetryAlone}>
            {canRetryAlone
              ? t('addPeople.retryOnly')
              : t(retry ? 'addPeople.verbRetry' : 'addPeople.verb', { count: included.length })}
          </Button>
        </span>
      </div>
    </form>
  )
}
