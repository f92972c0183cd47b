import './first-look.css'
import { Radio, Skeleton } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { FirstLook } from '../../../src-preload/contract/entities/inbox.ts'
import { formatDay, formatNumber } from '../../components/format.ts'
import { dayOf } from './local-day.ts'
import type { FirstLookAnswer, Take } from './use-first-look-answer.ts'

/** What lies in the mailbox, from where on it shall be processed, and what happens to it then. */
export function FirstLookQuestion({ answer }: { readonly answer: FirstLookAnswer }) {
  const { t } = useTranslation()
  const { look, take, setTake, day, setDay, isDayMissing, isCounting, taken } = answer
  // POP3 does not tell when mail was received.
  const isTimeless = look !== null && look.total > 0 && look.oldestAt === null
  return (
    <>
      <p className="first-look-counts" aria-busy={look === null}>
        {look === null ? <Skeleton height={20} width={320} /> : countsOf(look, t)}
      </p>
      <Radio.Group label={t('firstLook.question')} value={take} onChange={value => setTake(takeFrom(value))}>
        <div className="first-look-choices">
          <Radio
            value="new-only"
            data-autofocus
            label={t('firstLook.newOnly')}
            description={t('firstLook.newOnlyHelp')}
          />
          <div>
            <Radio
              value="since"
              disabled={isTimeless}
              label={t('firstLook.since')}
              description={t(isTimeless ? 'firstLook.sinceUnknown' : 'firstLook.sinceHelp')}
            />
            {take === 'since' && (
              <input
                type="date"
                className="first-look-day"
                aria-label={t('firstLook.day')}
                value={day}
                max={dayOf(Date.now())}
                required
                onChange={event => setDay(event.currentTarget.value)}
              />
            )}
          </div>
          <Radio value="all" label={t('firstLook.all')} description={t('firstLook.allHelp')} />
        </div>
      </Radio.Group>
      <p className="first-look-what" role="status">
        {isDayMissing && t('firstLook.needDay')}
        {!isDayMissing &&
          (look === null || taken === null || isCounting ? (
            <Skeleton height={20} width="80%" />
          ) : (
            whatHappens(look, taken, t)
          ))}
      </p>
    </>
  )
}

export function countsOf({ total, oldestAt }: FirstLook, t: TFunction): string {
  if (total === 0) return t('firstLook.nothing')
  if (oldestAt === null) return t('firstLook.total', { count: total, total: formatNumber(total) })
  return t('firstLook.counts', {
    count: total,
    total: formatNumber(total),
    oldest: formatDay(oldestAt),
  })
}

/** What happens to the mail that is there, in a sentence. */
function whatHappens({ total }: FirstLook, taken: number, t: TFunction): string {
  const ignored = total - taken
  if (total === 0) return t('firstLook.onlyComing')
  if (ignored === 0) return t('firstLook.allTaken', { count: taken, number: formatNumber(taken) })
  return t('firstLook.someIgnored', { count: ignored, number: formatNumber(ignored) })
}

function takeFrom(value: string): Take {
  return value === 'all' || value === 'since' ? value : 'new-only'
}
