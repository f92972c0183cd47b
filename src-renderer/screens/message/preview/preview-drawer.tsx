import './preview.css'
import { Drawer, Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ForeignText } from '../../../components/foreign-text.tsx'
import { Loaded } from '../../../components/loaded.tsx'
import { useLast } from '../../../components/use-last.ts'
import { addressOf } from '../../../navigation.ts'
import { useQuery } from '../../../stores/create-query-store.ts'
import { messageBody, messagePreview } from '../../../stores/queries.ts'
import { MailSkeleton, MailWords } from '../mail-words.tsx'
import { Trace } from '../trace.tsx'
import { PreviewOutcome } from './preview-outcome.tsx'

type PreviewDrawerProps = {
  /** Null: closed. */
  readonly messageId: string | null
  readonly onClose: () => void
}

/** What today's settings would make of a message, beside the mail itself. Nothing is changed. */
export function PreviewDrawer({ messageId, onClose }: PreviewDrawerProps) {
  const { t } = useTranslation()
  // While the drawer slides out it still shows what it showed.
  const shownId = useLast(messageId)
  return (
    <Drawer
      opened={messageId !== null}
      onClose={onClose}
      position="right"
      size="min(1040px, 94vw)"
      title={t('preview.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {shownId !== null && <Preview id={shownId} />}
    </Drawer>
  )
}

function Preview({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const preview = useQuery(messagePreview, { id })
  const body = useQuery(messageBody, { id })
  const subject = preview.data?.mail?.subject ?? ''
  return (
    <>
      <p className="preview-below dimmed">{t('preview.below')}</p>
      <div className="preview-columns">
        <section aria-label={t('preview.outcome')}>
          <Loaded query={preview} skeleton={<OutcomeSkeleton />}>
            {found => <PreviewOutcome preview={found} />}
          </Loaded>
        </section>
        <section aria-label={t('preview.mail')} className="panel preview-mail">
          <h2>
            <a href={addressOf.message(id)} title={t('preview.open')}>
              <ForeignText whole>{subject || t('mail.noSubject')}</ForeignText>
            </a>
          </h2>
          {preview.error === null && (
            <Loaded query={body} skeleton={<MailSkeleton />}>
              {found => <MailWords body={found} messageId={id} foldCut={false} />}
            </Loaded>
          )}
        </section>
      </div>
      {preview.data && preview.data.trace.length > 0 && (
        <section aria-label={t('message.trace')} className="preview-trace">
          <h2>{t('message.trace')}</h2>
          <Trace entries={preview.data.trace} endedWell={['create', 'update'].includes(preview.data.kind ?? '')} />
        </section>
      )}
    </>
  )
}

function OutcomeSkeleton() {
  return (
    <div className="stack" style={{ gap: 16 }}>
      <Skeleton height={64} radius={8} />
      {[72, 48, 64, 56].map(width => (
        <Skeleton key={width} height={12} width={`${width}%`} />
      ))}
    </div>
  )
}
