import { Button, Skeleton } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MessageDetail } from '../../../src-preload/contract/entities/message.ts'
import { call } from '../../bridge/bridge.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { formatBytes } from '../../components/format.ts'
import { Loaded } from '../../components/loaded.tsx'
import { Moment } from '../../components/moment.tsx'
import { Page } from '../../components/page.tsx'
import { saveFile } from '../../components/save-file.ts'
import { MessageStateMark } from '../../components/state-mark.tsx'
import { attempt } from '../../components/toast.ts'
import { addressOf } from '../../navigation.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { inboxes, messageDetail } from '../../stores/queries.ts'
import { Trace } from './trace.tsx'

/** One message: what it is, where it stands and why. */
export function MessageScreen({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const query = useQuery(messageDetail, { id })
  const list = useQuery(inboxes, {}).data ?? []
  const inbox = list.find(each => each.id === query.data?.inboxId)
  return (
    <Page
      kind="reading"
      title={query.data ? query.data.subject || t('mail.noSubject') : ''}
      parent={
        inbox
          ? { title: inbox.name, address: addressOf.inbox(inbox.id) }
          : { title: t('frame.overview'), address: addressOf.overview }
      }
      actions={query.data && query.data.raw !== 'none' && <SaveRaw id={id} subject={query.data.subject} />}
    >
      <Loaded query={query} skeleton={<Skeleton height={320} />}>
        {message => (
          <div className="reading-columns">
            <section aria-label={t('message.story')}>
              <Verdict message={message} />
              <Trace entries={message.trace} />
            </section>
            <aside className="panel reading-side">
              <Facts message={message} />
            </aside>
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function SaveRaw({ id, subject }: { readonly id: string; readonly subject: string }) {
  const { t } = useTranslation()
  const save = () =>
    attempt(async () => {
      const { base64 } = await call('messages.raw', { id })
      saveFile(`${subject.slice(0, 80) || id}.eml`, 'message/rfc822', base64)
    })
  return (
    <Button variant="default" leftSection={<IconDownload size={16} />} onClick={save}>
      {t('message.saveRaw')}
    </Button>
  )
}

function Verdict({ message }: { readonly message: MessageDetail }) {
  return (
    <div className={`panel verdict ${message.state}`}>
      <MessageStateMark state={message.state} />
      <ForeignText whole>{message.reason}</ForeignText>
      {message.ticketId && <a href={addressOf.ticket(message.ticketId)}>{message.ticketRef}</a>}
    </div>
  )
}

function Facts({ message }: { readonly message: MessageDetail }) {
  const { t } = useTranslation()
  return (
    <dl className="facts">
      <dt>{t('message.from')}</dt>
      <dd>
        <ForeignText whole>{message.fromName}</ForeignText>
        <div className="dimmed">
          <ForeignText whole>{message.fromAddress}</ForeignText>
        </div>
      </dd>
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
      <dt>{t('message.presence')}</dt>
      <dd>{t(`presence.${message.presence}`)}</dd>
      <dt>{t('message.messageId')}</dt>
      <dd className="small">
        <ForeignText whole>{message.messageId ?? t('message.unknown')}</ForeignText>
      </dd>
    </dl>
  )
}
