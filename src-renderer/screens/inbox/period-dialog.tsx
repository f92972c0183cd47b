import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf, startOfDay as startOf } from '../first-look/local-day.ts'
import { type MessageFilterInput, startOfDay } from './message-query.ts'

type PeriodDialogProps = {
  readonly filter: MessageFilterInput
  readonly onChange: (change: MessageFilterInput) => void
  readonly onClose: () => void
}

/** From one day to another, both counted; either end may stay open. */
export function PeriodDialog({ filter, onChange, onClose }: PeriodDialogProps) {
  const { t } = useTranslation()
  const [first, setFirst] = useState(filter.receivedSince === undefined ? '' : dayOf(filter.receivedSince))
  const [last, setLast] = useState(filter.receivedBefore === undefined ? '' : dayOf(filter.receivedBefore - 1))
  const apply = (event: React.FormEvent) => {
    event.preventDefault()
    const [low, high] = first !== '' && last !== '' && last < first ? [last, first] : [first, last]
    const end = startOf(high)
    onChange({
      receivedSince: startOf(low) ?? undefined,
      // Before the day after the last one: that one counts to its end, also where clocks are put back.
      receivedBefore: end === null ? undefined : startOfDay(end, 1),
    })
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('messageList.periodTitle')}
      size="sm"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={apply}>
        <div className="stack" style={{ gap: 16 }}>
          <TextInput
            type="date"
            label={t('messageList.firstDay')}
            value={first}
            onChange={({ currentTarget }) => setFirst(currentTarget.value)}
            data-autofocus
          />
          <TextInput
            type="date"
            label={t('messageList.lastDay')}
            value={last}
            onChange={({ currentTarget }) => setLast(currentTarget.value)}
          />
        </div>
        <div className="row" style={{ justifyContent: 'flex-end', marginTop: 24 }}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit">{t('messageList.apply')}</Button>
        </div>
      </form>
    </Modal>
  )
}
