import { Alert, Button, Modal } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TicketDetail } from '../../../src-preload/contract/entities/ticket.ts'
import { CallError, call } from '../../bridge/bridge.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { toast } from '../../components/toast.ts'
import { focusFirst } from '../../forms/focus-field.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { ticketFields } from '../../stores/queries.ts'
import { FieldInput } from './field-input.tsx'
import { fieldId, problemOf, refusedField } from './field-problems.ts'
import { MailsThatGo } from './mails-that-go.tsx'
import { stateOfTarget, stimulusWord } from './ticket-words.ts'

type Stimulus = TicketDetail['stimuli'][number]
type StimulusDialogProps = { readonly ticket: TicketDetail; readonly stimulus: Stimulus; onClose(): void }

/** Ends the ticket, and with it the time that its mails are kept on the server. */
export function isClosing({ code }: Stimulus): boolean {
  return code === 'ev_close'
}

/** What a move of the life cycle asks for before it is made, and what follows from it. */
export function StimulusDialog({ ticket, stimulus, onClose }: StimulusDialogProps) {
  const { t } = useTranslation()
  const [values, setValues] = useState<Readonly<Record<string, string>>>({})
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<{ readonly field: string | null; readonly message: string } | null>(null)
  const definitions = useQuery(ticketFields, { class: ticket.class }).data
  const verb = stimulusWord(t, stimulus.code, stimulus.label)
  const before = new Map(ticket.shownFields.map(({ code, value }) => [code, value]))
  const asked = stimulus.asks.flatMap(code => definitions?.find(each => each.code === code) ?? [])
  const problem = (code: string) => {
    const field = asked.find(each => each.code === code)
    const value = values[code] ?? ''
    if (refused?.field === code) return refused.message
    if (!field || !(tried || value !== '')) return null
    // It is asked for although it has a value: the move needs another one.
    if (value !== '' && value === before.get(code)) return t('ticket.mustDiffer')
    return problemOf(t, { ...field, mandatory: true }, value)
  }
  const isWrong = (code: string) => {
    const value = values[code] ?? ''
    const field = asked.find(each => each.code === code)
    return value === before.get(code) || (field && problemOf(t, { ...field, mandatory: true }, value) !== null)
  }

  const send = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    setRefused(null)
    const wrong = stimulus.asks.filter(isWrong)
    if (wrong.length > 0) {
      focusFirst(wrong.map(fieldId))
      return
    }
    setBusy(true)
    try {
      await call('tickets.applyStimulus', { id: ticket.id, stimulus: stimulus.code, fields: values })
      toast(t('ticket.stimulusDone', { ref: ticket.ref, state: stateOfTarget(t, stimulus.target) }))
      onClose()
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      const field = refusedField(error.field)
      setRefused({ field: stimulus.asks.find(code => code === field) ?? null, message: error.message })
      if (field) focusFirst([fieldId(field)])
    } finally {
      setBusy(false)
    }
  }

  return (
    <Modal
      opened={definitions !== null}
      onClose={onClose}
      title={t('ticket.stimulusTitle', { ref: ticket.ref, verb })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form className="ticket-form" noValidate onSubmit={event => void send(event)}>
        <p className="dialog-sentence">
          {asked.length > 0
            ? t('ticket.asksFor', { ref: ticket.ref, state: stateOfTarget(t, stimulus.target), count: asked.length })
            : t('ticket.becomes', { ref: ticket.ref, state: stateOfTarget(t, stimulus.target) })}
        </p>
        {isClosing(stimulus) && <MailsThatGo ticket={ticket} />}
        {refused && refused.field === null && (
          <Alert color="red" role="alert" p="xs">
            <ForeignText whole>{refused.message}</ForeignText>
          </Alert>
        )}
        {asked.map((field, at) => (
          <FieldInput
            key={field.code}
            field={{ ...field, mandatory: true }}
            value={values[field.code] ?? ''}
            shown=""
            error={problem(field.code)}
            first={at === 0}
            onChange={value => {
              setRefused(null)
              setValues(all => ({ ...all, [field.code]: value }))
            }}
          />
        ))}
        <div className="dialog-foot">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={busy} data-autofocus={stimulus.asks.length === 0 || undefined}>
            {verb}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
