import './first-look.css'
import { Button, Modal, Radio, Skeleton } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FirstLook, FirstLookChoice } from '../../../src-preload/contract/entities/inbox.ts'
import { call } from '../../bridge/bridge.ts'
import { FailureNote } from '../../components/failure-note.tsx'
import { formatDay, formatNumber } from '../../components/format.ts'
import { attempt } from '../../components/toast.ts'
import { addressOf } from '../../navigation.ts'
import { dayOf, startOfDay } from './local-day.ts'
import { useFirstLook } from './use-first-look.ts'

type FirstLookDialogProps = {
  readonly inboxId: string
  readonly opened: boolean
  readonly onClose: () => void
}

type Take = FirstLookChoice['take']

/** Asks from where on the mail of a new mailbox is processed. Nothing of it runs before the answer. */
export function FirstLookDialog({ inboxId, opened, onClose }: FirstLookDialogProps) {
  const { t } = useTranslation()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('firstLook.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {opened && <Question inboxId={inboxId} onClose={onClose} />}
    </Modal>
  )
}

function Question({ inboxId, onClose }: Omit<FirstLookDialogProps, 'opened'>) {
  const { t } = useTranslation()
  const [take, setTake] = useState<Take>('new-only')
  const [day, setDay] = useState(() => dayOf(Date.now() - 30 * 86_400_000))
  const [busy, setBusy] = useState(false)
  const since = startOfDay(day)
  const { look, failure, isCounting, again } = useFirstLook(inboxId, take === 'since' ? since : null)
  // POP3 does not tell when mail was received.
  const isTimeless = look !== null && look.total > 0 && look.oldestAt === null
  const isDayMissing = take === 'since' && since === null
  const taken = look === null || isDayMissing ? null : takenOf(look, take)
  const answer = async () => {
    if (taken === null) return
    setBusy(true)
    const choice: FirstLookChoice = take === 'since' ? { take, since: since ?? 0 } : { take }
    const answered = await attempt(
      () => call('inboxes.answerFirstLook', { id: inboxId, choice }),
      ({ ignored }) => t('firstLook.answered', { count: ignored }),
    )
    setBusy(false)
    if (answered) onClose()
  }
  if (failure !== null) {
    return (
      <>
        <FailureNote message={failure} onRetry={again} />
        <div className="row first-look-foot">
          <a href={addressOf.inboxSettings(inboxId)} onClick={onClose}>
            {t('firstLook.toSettings')}
          </a>
        </div>
      </>
    )
  }
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
      <div className="row first-look-foot">
        <Button variant="default" onClick={onClose}>
          {t('firstLook.later')}
        </Button>
        <Button loading={busy} disabled={taken === null || isCounting} onClick={answer}>
          {taken === null || taken === 0 ? t('firstLook.start') : t('firstLook.process', { count: taken })}
        </Button>
      </div>
    </>
  )
}

function countsOf({ total, oldestAt }: FirstLook, t: TFunction): string {
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

/** How many of the mails that are there would be processed; null while that is not known. */
function takenOf({ total, since }: FirstLook, take: Take): number | null {
  switch (take) {
    case 'all':
      return total
    case 'since':
      return since
    case 'new-only':
      return 0
  }
}

function takeFrom(value: string): Take {
  return value === 'all' || value === 'since' ? value : 'new-only'
}
