import './message.css'
import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { InboxSummary } from '../../../src-preload/contract/entities/inbox.ts'
import type { MessageDetail } from '../../../src-preload/contract/entities/message.ts'
import { Loaded } from '../../components/loaded.tsx'
import { Page } from '../../components/page.tsx'
import { addressOf } from '../../navigation.ts'
import { type QueryResult, useQuery } from '../../stores/create-query-store.ts'
import { inboxes, messageBody, messageDetail } from '../../stores/queries.ts'
import { MessageActions } from './message-actions.tsx'
import { MessageContent } from './message-content.tsx'
import { MessageFacts } from './message-facts.tsx'
import { MessageNeighbours } from './message-neighbours.tsx'
import { Verdict } from './verdict.tsx'

/** One message: what it is, where it stands and why, and what can be done about it. */
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
          : { title: t('frame.inboxes'), address: addressOf.inboxes }
      }
      actions={
        <>
          <MessageNeighbours id={id} />
          {query.data && <MessageActions message={query.data} />}
        </>
      }
    >
      <Loaded query={query} skeleton={<PageSkeleton />}>
        {message =>
          message.raw === 'none' ? (
            <Reading message={message} inbox={inbox} body={null} />
          ) : (
            <ReadingWithBody message={message} inbox={inbox} />
          )
        }
      </Loaded>
    </Page>
  )
}

type ReadingProps = { readonly message: MessageDetail; readonly inbox: InboxSummary | undefined }

function ReadingWithBody(props: ReadingProps) {
  const body = useQuery(messageBody, { id: props.message.id })
  return <Reading {...props} body={body} />
}

/** `body` is null while the mail still lies on its server only. */
function Reading({ message, inbox, body }: ReadingProps & { readonly body: QueryResult<'messages.body'> | null }) {
  const { t } = useTranslation()
  return (
    <div className="reading-columns">
      <div>
        <Verdict message={message} />
        <MessageContent message={message} body={body} />
      </div>
      <aside className="panel reading-side" aria-label={t('message.facts')}>
        <MessageFacts message={message} inbox={inbox} body={body?.data ?? null} />
      </aside>
    </div>
  )
}

function PageSkeleton() {
  return (
    <div className="reading-columns">
      <div className="stack" style={{ gap: 16 }}>
        <Skeleton height={44} radius={12} />
        <Skeleton height={36} width={360} />
        <Skeleton height={240} />
      </div>
      <Skeleton height={300} radius={12} />
    </div>
  )
}
