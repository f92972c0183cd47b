import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Since } from './ticket-choice.ts'

type SinceDialogProps = {
  readonly since: Since | null
  onChange(since: Since | null): void
  onClose(): void
}

/** Asks for the first day that counts. */
export function SinceDialog({ since, onChange, onClose }: SinceDialogProps) {
  const { t } = useTranslation()
  const [date, setDate] = useState(since && 'date' in since ? since.date : '')
  return (
    <Modal
      opened
      onClose={onClose}
      size="xs"
      title={t('ticketFilter.updated')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={event => {
          event.preventDefault()
          onChange(date === '' ? null : { date })
          onClose()
        }}
      >
        <TextInput
          type="date"
          label={t('ticketFilter.firstDay')}
          data-autofocus
          value={date}
          onChange={({ currentTarget }) => setDate(currentTarget.value)}
        />
        <div className="dialog-foot">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit">{t('ticketFilter.apply')}</Button>
        </div>
      </form>
    </Modal>
  )
}
