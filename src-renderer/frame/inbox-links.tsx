import { useTranslation } from 'react-i18next'
import type { InboxSummary } from '../../src-preload/contract/entities/inbox.ts'
import { InboxMark } from '../components/state-mark.tsx'
import { addressOf, type Place } from '../navigation.ts'

type InboxLinksProps = { readonly inboxes: readonly InboxSummary[]; readonly place: Place }

/** Each inbox with its state, below "Inboxes". */
export function InboxLinks({ inboxes, place }: InboxLinksProps) {
  const { t } = useTranslation()
  const isHere = (id: string) => (place.screen === 'inbox' || place.screen === 'inbox-settings') && place.id === id
  return (
    <li>
      <ul aria-label={t('frame.inboxes')}>
        {inboxes.map(inbox => (
          <li key={inbox.id}>
            <a
              className="frame-link inner"
              href={addressOf.inbox(inbox.id)}
              aria-current={isHere(inbox.id) ? 'page' : undefined}
            >
              <bdi className="cut" title={inbox.name}>
                {inbox.name}
              </bdi>
              <InboxMark inbox={inbox} word={false} />
            </a>
          </li>
        ))}
      </ul>
    </li>
  )
}
