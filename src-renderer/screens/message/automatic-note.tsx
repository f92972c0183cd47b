import { IconMailX, IconRobot } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AutomaticView } from '../../../src-preload/contract/entities/message.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { deliveryStatusWords } from './delivery-status-words.ts'

/** A long list of addresses that one report names says no more than its beginning. */
const MOST_RECIPIENTS = 20

/** That a machine wrote it, and how one knows; of a delivery report whom it is about and what happened to him. */
export function AutomaticNote({ automatic }: { readonly automatic: AutomaticView }) {
  const { t } = useTranslation()
  const { kind, evidence, recipients } = automatic
  const Icon = kind === 'bounce' ? IconMailX : IconRobot
  const more = recipients.length - MOST_RECIPIENTS
  return (
    <li className="mail-note">
      <Icon size={16} className="dimmed" aria-hidden />
      <div>
        <strong>{t(`automaticKind.${kind}`)}</strong>
        {evidence !== null && (
          <span className="note-beside small dimmed">
            <ForeignText whole>{evidence}</ForeignText>
          </span>
        )}
        {recipients.length > 0 && (
          <ul className="failed-recipients" aria-label={t('delivery.recipients')}>
            {recipients.slice(0, MOST_RECIPIENTS).map(({ address, status, hard }) => (
              <li key={`${address} ${status}`}>
                <ForeignText whole>{address}</ForeignText>
                <span className="delivery-fate">
                  {status !== null && (
                    <>
                      <span className="dimmed number">{status}</span>
                      <span>{deliveryStatusWords(t, status)}</span>
                    </>
                  )}
                  <span className={hard ? 'bad' : 'dimmed'}>{t(hard ? 'delivery.hard' : 'delivery.soft')}</span>
                </span>
              </li>
            ))}
            {more > 0 && <li className="dimmed">{t('delivery.more', { count: more })}</li>}
          </ul>
        )}
      </div>
    </li>
  )
}
