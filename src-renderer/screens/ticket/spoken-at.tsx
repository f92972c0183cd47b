import { useTranslation } from 'react-i18next'
import { formatExact, formatRelative } from '../../components/format.ts'
import { useNow } from '../../stores/now.ts'

/** A mail that came in so much later than it was sent says both. */
const NOTABLE_DELAY_MS = 12 * 3_600_000
/** Clocks of senders are wrong by this much without anybody minding. */
const TOLERATED_MS = 3_600_000

type SpokenAtProps = {
  /** When it came into the ticket. */
  readonly at: number
  /** The Date of its mail; may be absurd. */
  readonly sentAt: number | null
}

/** When something was said: by the date of the mail, with the time it was processed on hover. */
export function SpokenAt({ at, sentAt }: SpokenAtProps) {
  const { t } = useTranslation()
  const now = Math.max(
    useNow(state => state.now),
    Date.now(),
  )
  const sent = sentAt !== null && isDate(sentAt) ? sentAt : null
  const fromTheFuture = sent !== null && sent > at + TOLERATED_MS
  const shown = sent === null || fromTheFuture ? at : sent
  const hover =
    sent === null
      ? t('ticket.writtenAt', { date: formatExact(at) })
      : `${t('ticket.sentAt', { date: formatExact(sent) })}\n${t('ticket.processedAt', { date: formatExact(at) })}`
  return (
    <time dateTime={new Date(shown).toISOString()} title={hover}>
      {formatRelative(shown, now)}
      {at - shown > NOTABLE_DELAY_MS && (
        <span className="voice-late">{t('ticket.cameLater', { date: formatRelative(at, now) })}</span>
      )}
    </time>
  )
}

function isDate(at: number): boolean {
  return !Number.isNaN(new Date(at).getTime())
}
