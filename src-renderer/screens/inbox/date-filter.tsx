import { Menu } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '../../components/format.ts'
import { MenuButton } from '../../components/menu-button.tsx'
import { type MessageFilterInput, type Period, periodOf, startOfPreset } from './message-query.ts'
import { PeriodDialog } from './period-dialog.tsx'

type DateFilterProps = {
  readonly filter: MessageFilterInput
  readonly onChange: (change: MessageFilterInput) => void
}

/** When the mail was received: a few usual stretches, or any from one day to another. */
export function DateFilter({ filter, onChange }: DateFilterProps) {
  const { t } = useTranslation()
  const [dialog, setDialog] = useState(false)
  const now = Date.now()
  const period = periodOf(filter, now)
  const choose = (next: string) => {
    if (next === 'any') onChange({ receivedSince: undefined, receivedBefore: undefined })
    if (next === 'today' || next === 'week' || next === 'month') {
      onChange({ receivedSince: startOfPreset(next, now), receivedBefore: undefined })
    }
  }
  return (
    <>
      <MenuButton
        label={labelOf(t, period, filter)}
        button={{ variant: period === 'any' ? 'default' : 'light', className: 'filter-button' }}
        menu={{ position: 'bottom-start' }}
        items={() => (
          <>
            <Menu.RadioGroup value={period} onChange={choose}>
              {(['any', 'today', 'week', 'month'] as const).map(each => (
                <Menu.RadioItem key={each} value={each} closeMenuOnClick>
                  {labelOf(t, each, {})}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
            <Menu.Divider />
            <Menu.Item onClick={() => setDialog(true)}>{t('messageList.period')}</Menu.Item>
          </>
        )}
      />
      {dialog && <PeriodDialog filter={filter} onChange={onChange} onClose={() => setDialog(false)} />}
    </>
  )
}

function labelOf(t: TFunction, period: Period, { receivedSince, receivedBefore }: MessageFilterInput): string {
  switch (period) {
    case 'any':
      return t('messageList.anyTime')
    case 'today':
      return t('messageList.today')
    case 'week':
      return t('messageList.lastDays', { count: 7 })
    case 'month':
      return t('messageList.lastDays', { count: 30 })
    case 'chosen': {
      const from = receivedSince === undefined ? null : formatDay(receivedSince)
      // The filter ends before a moment; people name the last day that counts.
      const to = receivedBefore === undefined ? null : formatDay(receivedBefore - 1)
      if (from !== null && to !== null) return t('messageList.between', { from, to })
      return from === null ? t('messageList.until', { day: to ?? '' }) : t('messageList.since', { day: from })
    }
  }
}
