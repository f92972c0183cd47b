import { Alert, Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TicketDetail } from '../../../src-preload/contract/entities/ticket.ts'
import type { FieldDefinition } from '../../../src-preload/contract/entities/ticket-views.ts'
import { CallError, call } from '../../bridge/bridge.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { toast } from '../../components/toast.ts'
import { focusFirst } from '../../forms/focus-field.ts'
import { FieldInput } from './field-input.tsx'
import { fieldId, problemOf, refusedField } from './field-problems.ts'

type EditFormProps = {
  readonly ticket: TicketDetail
  /** In the order of the form; none that is read-only. */
  readonly definitions: readonly FieldDefinition[]
  onDirty(dirty: boolean): void
  onCancel(): void
  onSaved(): void
}

/** Always in sight; the others are folded for as long as they are empty. */
const USUAL = new Set([
  'title',
  'description',
  'org_id',
  'caller_id',
  'agent_id',
  'impact',
  'urgency',
  'request_type',
  'solution',
])

export function EditForm({ ticket, definitions, onDirty, onCancel, onSaved }: EditFormProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<{ readonly field: string | null; readonly message: string } | null>(null)
  const stored = new Map(ticket.shownFields.map(field => [field.code, field]))
  const storedValue = (code: string) => stored.get(code)?.value ?? ''
  const currentValue = (code: string) => typed[code] ?? storedValue(code)
  const changes = Object.fromEntries(Object.entries(typed).filter(([code, value]) => value !== storedValue(code)))
  const isDirty = Object.keys(changes).length > 0
  const problem = (field: FieldDefinition) => {
    if (refused?.field === field.code) return refused.message
    return field.code in changes ? problemOf(t, field, currentValue(field.code)) : null
  }
  const isUsual = ({ code }: FieldDefinition) => USUAL.has(code) || storedValue(code) !== ''
  const folded = definitions.filter(field => !isUsual(field))

  const type = (code: string, value: string) => {
    setRefused(null)
    const next = { ...typed, [code]: value }
    setTyped(next)
    onDirty(Object.entries(next).some(([each, text]) => text !== storedValue(each)))
  }
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const wrong = definitions.filter(field => problem(field) !== null)
    if (wrong.length > 0) {
      focusFirst(wrong.map(({ code }) => fieldId(code)))
      return
    }
    if (!isDirty) return onSaved()
    setBusy(true)
    try {
      await call('tickets.edit', { id: ticket.id, fields: changes })
      toast(t('ticket.edited', { ref: ticket.ref }))
      onDirty(false)
      onSaved()
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      const field = refusedField(error.field)
      setRefused({ field: definitions.find(({ code }) => code === field)?.code ?? null, message: error.message })
      if (field) focusFirst([fieldId(field)])
    } finally {
      setBusy(false)
    }
  }
  const input = (field: FieldDefinition, at: number) => (
    <FieldInput
      key={field.code}
      field={field}
      value={currentValue(field.code)}
      shown={stored.get(field.code)?.shown ?? ''}
      error={problem(field)}
      description={helpOf(field.code)}
      first={at === 0}
      onChange={value => type(field.code, value)}
    />
  )
  return (
    <form className="ticket-form" noValidate onSubmit={event => void save(event)}>
      {refused && refused.field === null && (
        <Alert color="red" role="alert" p="xs">
          <ForeignText whole>{refused.message}</ForeignText>
        </Alert>
      )}
      {definitions.filter(isUsual).map(input)}
      {folded.length > 0 && (
        <details className="fold">
          <summary>{t('ticket.moreFields', { count: folded.length })}</summary>
          <div className="ticket-form">{folded.map((field, at) => input(field, at + 1))}</div>
        </details>
      )}
      <div className="dialog-foot sticky">
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={busy}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  )

  function helpOf(code: string): string | undefined {
    if (code === 'urgency') return t('ticket.priorityFollows')
    const losesForm = code === 'description' && 'description' in changes && ticket.descriptionFormat === 'html'
    return losesForm ? t('ticket.descriptionLosesForm') : undefined
  }
}
