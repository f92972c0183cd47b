import { useInterval } from '@mantine/hooks'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InboxSummary } from '../../../src-preload/contract/entities/inbox.ts'
import { formatExact, formatRelative } from '../../components/format.ts'
import { InboxMark } from '../../components/state-mark.tsx'

/** How the inbox does, in words: its state, with the last check on hover, and the seconds to the next. */
export function InboxHealth({ inbox }: { readonly inbox: InboxSummary }) {
  const { t } = useTranslation()
  const now = useSecond()
  const { lastPollAt, nextPollAt, polling } = inbox.health
  const checked =
    lastPollAt === null
      ? t('inbox.neverChecked')
      : t('inbox.checked', { when: formatRelative(Math.min(lastPollAt, now), now) })
  return (
    <span className="inbox-health">
      <span title={checked}>
        <InboxMark inbox={inbox} />
      </span>
      {!polling && (
        <span title={nextPollAt === null ? undefined : formatExact(nextPollAt)}>{nextCheck(t, inbox, now)}</span>
      )}
    </span>
  )
}

function nextCheck(t: TFunction, { active, awaitsFirstLook, health }: InboxSummary, now: number): string {
  if (!active || awaitsFirstLook || health.nextPollAt === null) return t('inbox.onlyByHand')
  if (health.nextPollAt <= now) return t('inbox.nextDue')
  return t('inbox.next', { when: formatRelative(health.nextPollAt, now) })
}

/** A clock of seconds: a countdown that stands still for ten looks broken. */
export function useSecond(): number {
  const [now, setNow] = useState(Date.now)
  useInterval(() => setNow(Date.now()), 1_000, { autoInvoke: true })
  return now
}
