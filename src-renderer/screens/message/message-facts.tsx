import { useTranslation } from 'react-i18next'
import type { InboxSummary } from '../../../src-preload/contract/entities/inbox.ts'
import type { MessageDetail } from '../../../src-preload/contract/entities/message.ts'
import type { MessageBody } from '../../../src-preload/contract/entities/message-views.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { formatBytes } from '../../components/format.ts'
import { Moment } from '../../components/moment.tsx'
import { addressOf } from '../../navigation.ts'

type MessageFactsProps = {
  readonly message: MessageDetail
  readonly inbox: InboxSummary | undefined
  readonly body: MessageBody | null
}

/** Who, to whom, when, how big, and where it lies now. */
export function MessageFacts({ message, inbox, body }: MessageFactsProps) {
  const { t } = useTranslation()
  const hasName = message.fromName !== '' && message.fromName !== message.fromAddress
  const header = (name: string) => body?.headers.find(each => each.name.toLowerCase() === name)?.value ?? ''
  return (
    <dl className="facts">
      <dt>{t('message.from')}</dt>
      <dd>
        {hasName && <ForeignText whole>{message.fromName}</ForeignText>}
        <div className={hasName ? 'dimmed' : undefined}>
          <ForeignText whole>{message.fromAddress || t('message.unknown')}</ForeignText>
        </div>
      </dd>
      {(['to', 'cc'] as const).map(
        name =>
          header(name) !== '' && (
            <div key={name} className="fact">
              <dt>{t(`message.${name}`)}</dt>
              <dd className="fact-long" title={header(name)}>
                <ForeignText whole>{header(name)}</ForeignText>
              </dd>
            </div>
          ),
      )}
      <dt>{t('message.sent')}</dt>
      <dd>{message.sentAt === null ? t('message.unknown') : <Moment at={message.sentAt} />}</dd>
      <dt>{t('message.received')}</dt>
      <dd>
        <Moment at={message.receivedAt} />
      </dd>
      <dt>{t('message.processed')}</dt>
      <dd>{message.processedAt === null ? t('message.notYet') : <Moment at={message.processedAt} />}</dd>
      <dt>{t('message.size')}</dt>
      <dd>{formatBytes(message.sizeBytes)}</dd>
      {inbox && (
        <>
          <dt>{t('message.inbox')}</dt>
          <dd>
            <a href={addressOf.inbox(inbox.id)}>
              <ForeignText whole>{inbox.name}</ForeignText>
            </a>
          </dd>
        </>
      )}
      <dt>{t('message.presence')}</dt>
      <dd>{t(`presence.${message.presence}`)}</dd>
      <dt>{t('message.messageId')}</dt>
      <dd className="small">
        <ForeignText whole>{message.messageId ?? t('message.unknown')}</ForeignText>
      </dd>
    </dl>
  )
}
