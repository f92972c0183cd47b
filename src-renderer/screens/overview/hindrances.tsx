import { IconAlertTriangleFilled, IconHandStop, IconPlayerPause } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Hindrance } from '../../../src-preload/contract/entities/host.ts'
import type { InboxSummary } from '../../../src-preload/contract/entities/inbox.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { Moment } from '../../components/moment.tsx'
import { addressOf } from '../../navigation.ts'
import { FirstLookDialog } from '../first-look/first-look-dialog.tsx'
import { weightOf } from './hindrance-weight.ts'
import { Remedy } from './remedy.tsx'

const LOOKS = {
  bad: { Icon: IconAlertTriangleFilled, tone: 'bad' },
  wait: { Icon: IconHandStop, tone: 'wait' },
  calm: { Icon: IconPlayerPause, tone: 'dimmed' },
} as const

type HindrancesProps = { readonly hindrances: readonly Hindrance[]; readonly inboxes: readonly InboxSummary[] }

/** Why mail is not processed: a row each, with what to do about it. */
export function Hindrances({ hindrances, inboxes }: HindrancesProps) {
  const { t } = useTranslation()
  const [looking, setLooking] = useState<string | null>(null)
  return (
    <>
      {hindrances.length > 0 && (
        <ul className="hindrances" aria-label={t('overview.hindrances')}>
          {hindrances.map(hindrance => {
            const { Icon, tone } = LOOKS[weightOf(hindrance.kind)]
            return (
              <li key={`${hindrance.kind} ${hindrance.inboxId}`}>
                <Icon size={18} className={tone} aria-hidden />
                <div className="hindrance-words">
                  {hindrance.inboxId !== null && (
                    <a href={addressOf.inbox(hindrance.inboxId)}>
                      <ForeignText>{hindrance.inboxName}</ForeignText>
                    </a>
                  )}
                  <span>
                    {hindrance.message === '' || hindrance.kind !== 'inbox-failing' ? (
                      t(`overview.why.${hindrance.kind}`, { count: hindrance.count })
                    ) : (
                      <ForeignText whole>{hindrance.message}</ForeignText>
                    )}
                  </span>
                  {hindrance.message !== '' && hindrance.kind !== 'inbox-failing' && (
                    <span className="dimmed">
                      <ForeignText whole>{hindrance.message}</ForeignText>
                    </span>
                  )}
                  {hindrance.since !== null && (
                    <span className="dimmed small">
                      {t('overview.since')} <Moment at={hindrance.since} />
                    </span>
                  )}
                </div>
                <Remedy hindrance={hindrance} inboxes={inboxes} onLook={setLooking} />
              </li>
            )
          })}
        </ul>
      )}
      {/* Outside of the rows: the row goes as soon as it is answered. */}
      <FirstLookDialog inboxId={looking ?? ''} opened={looking !== null} onClose={() => setLooking(null)} />
    </>
  )
}
