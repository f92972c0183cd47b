import { Menu } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatDay } from '../../components/format.ts'
import { MenuButton } from '../../components/menu-button.tsx'
import { SinceDialog } from './since-dialog.tsx'
import { beginOf, type Since } from './ticket-choice.ts'

const DAYS = [1, 7, 30, 365] as const

type SinceMenuProps = { readonly since: Since | null; onChange(since: Since | null): void }

/** A filter by the day of the last change: of late, or since a day of one's choice. */
export function SinceMenu({ since, onChange }: SinceMenuProps) {
  const { t } = useTranslation()
  const [dialog, setDialog] = useState(false)
  return (
    <>
      <MenuButton
        label={since ? wordOf(t, since) : t('ticketFilter.updated')}
        button={{ variant: since ? 'light' : 'default', className: 'filter-button' }}
        menu={{ position: 'bottom-start' }}
        items={() => (
          <>
            <Menu.RadioGroup
              value={since === null ? 'any' : 'days' in since ? String(since.days) : 'date'}
              onChange={value => onChange(value === 'any' ? null : { days: Number(value) })}
            >
              <Menu.RadioItem value="any" closeMenuOnClick>
                {t('ticketFilter.anyTime')}
              </Menu.RadioItem>
              {DAYS.map(days => (
                <Menu.RadioItem key={days} value={String(days)} closeMenuOnClick>
                  {wordOf(t, { days })}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
            <Menu.Divider />
            <Menu.Item onClick={() => setDialog(true)}>{t('ticketFilter.sinceDate')}</Menu.Item>
          </>
        )}
      />
      {dialog && <SinceDialog since={since} onChange={onChange} onClose={() => setDialog(false)} />}
    </>
  )
}

function wordOf(t: TFunction, since: Since): string {
  if ('date' in since) return t('ticketFilter.since', { date: formatDay(beginOf(since, Date.now())) })
  return since.days === 1 ? t('ticketFilter.today') : t('ticketFilter.days', { count: since.days })
}
