import { IconLock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ForeignText } from '../../components/foreign-text.tsx'
import { formatExact } from '../../components/format.ts'
import { Moment } from '../../components/moment.tsx'

/** A mail that came in so much later than it was sent says both. */
const NOTABLE_DELAY_MS = 3_600_000

type VoiceProps = {
  readonly name: string
  readonly address: string
  readonly tone: 'caller' | 'other' | 'private'
  /** When it came into the ticket. */
  readonly at: number
  /** When its mail was sent, by its own Date. */
  readonly sentAt: number | null
  readonly children: ReactNode
}

/** One contribution to the conversation: who, when, and what was said. */
export function Voice({ name, address, tone, at, sentAt, children }: VoiceProps) {
  const { t } = useTranslation()
  const shown = name || address || t('ticket.somebody')
  return (
    <article className={`voice ${tone}`}>
      <span className="voice-initials" aria-hidden>
        {initialsOf(shown)}
      </span>
      <div className="voice-card">
        <header>
          <strong>
            <ForeignText>{shown}</ForeignText>
          </strong>
          {name !== '' && (
            <span className="dimmed voice-address">
              <ForeignText>{address}</ForeignText>
            </span>
          )}
          {tone === 'private' && (
            <span className="mark wait small">
              <IconLock size={14} aria-hidden />
              <span>{t('ticket.private')}</span>
            </span>
          )}
          <span className="dimmed small voice-time">
            <Moment at={at} />
            {sentAt !== null && Math.abs(at - sentAt) > NOTABLE_DELAY_MS && (
              <span title={formatExact(sentAt)}> {t('ticket.sentOn', { value: sentAt })}</span>
            )}
          </span>
        </header>
        {children}
      </div>
    </article>
  )
}

function initialsOf(name: string): string {
  const words = name.match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? []
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined]
  return (
    [first, last]
      .map(word => [...(word ?? '')][0] ?? '')
      .join('')
      .toLocaleUpperCase() || '?'
  )
}
