import { Button } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { InboxSummary } from '../../../src-preload/contract/entities/inbox.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { Moment } from '../../components/moment.tsx'
import { InboxMark } from '../../components/state-mark.tsx'
import { addressOf } from '../../navigation.ts'
import { Books } from '../inbox/books.tsx'
import { useCheckNow } from '../inbox/use-check-now.ts'

/** The health of one inbox. */
export function InboxCard({ inbox }: { readonly inbox: InboxSummary }) {
  const { t } = useTranslation()
  const { busy, checkNow } = useCheckNow(inbox.id)
  const { health } = inbox
  return (
    <section className="panel overview-card" aria-label={inbox.name}>
      <div className="row">
        <div style={{ flex: 1, minWidth: 0 }}>
          <h2>
            <a href={addressOf.inbox(inbox.id)}>
              <ForeignText>{inbox.name}</ForeignText>
            </a>
          </h2>
          <div className="dimmed small">
            <ForeignText>{inbox.where}</ForeignText>
          </div>
        </div>
        <InboxMark inbox={inbox} />
      </div>
      <Books counts={inbox.counts} onServer={inbox.onServer} />
      {health.lastError !== null && (
        <p className="note-bad wrap-anywhere">
          <span>{health.lastError}</span>
          <a href={addressOf.inboxSettings(inbox.id)}>{t('overview.openSettings')}</a>
        </p>
      )}
      <div className="overview-times">
        <dl className="facts">
          <dt>{t('overview.lastCheck')}</dt>
          <dd>{health.lastPollAt === null ? t('overview.never') : <Moment at={health.lastPollAt} />}</dd>
          <dt>{t('overview.nextCheck')}</dt>
          <dd>
            {health.nextPollAt === null || !inbox.active ? (
              t('overview.noNextCheck')
            ) : (
              <Moment at={health.nextPollAt} />
            )}
          </dd>
        </dl>
        <Button
          size="xs"
          variant="default"
          loading={busy || health.polling}
          onClick={checkNow}
          leftSection={<IconRefresh size={14} />}
          aria-label={t('overview.checkNamed', { name: inbox.name })}
        >
          {t('overview.checkNow')}
        </Button>
      </div>
    </section>
  )
}
