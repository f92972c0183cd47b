import { IconLock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ForeignText } from '../../components/foreign-text.tsx'
import { SpokenAt } from './spoken-at.tsx'

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

/**
 * One contribution to the conversation: who, when, and what was said. Private ones have another shape and say so in
 * words: nobody shall take one for the other.
 */
export function Voice({ name, address, tone, at, sentAt, children }: VoiceProps) {
  const { t } = useTranslation()
  const shown = name || address || t('ticket.somebody')
  const isPrivate = tone === 'private'
  return (
    <article className={`voice ${tone}`} aria-label={t('ticket.entryBy', { name: shown })}>
      <span className="voice-initials" aria-hidden>
        {isPrivate ? <IconLock size={16} /> : initialsOf(shown)}
      </span>
      <div className="voice-card">
        <header>
          <strong>
            <ForeignText>{shown}</ForeignText>
          </strong>
          {name !== '' && address !== '' && (
            <span className="dimmed voice-address">
              <ForeignText>{address}</ForeignText>
            </span>
          )}
          {isPrivate ? (
            <span className="voice-private">
              <IconLock size={12} aria-hidden />
              {t('ticket.private')}
            </span>
          ) : (
            tone === 'other' && <span className="dimmed small">{t('ticket.public')}</span>
          )}
          <span className="dimmed small voice-time">
            <SpokenAt at={at} sentAt={sentAt} />
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
