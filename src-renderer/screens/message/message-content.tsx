import { Tabs } from '@mantine/core'
import { IconMailOff, IconRoute } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { create } from 'zustand'
import type { MessageDetail } from '../../../src-preload/contract/entities/message.ts'
import type { MessageBody } from '../../../src-preload/contract/entities/message-views.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { formatNumber } from '../../components/format.ts'
import { Loaded } from '../../components/loaded.tsx'
import type { QueryResult } from '../../stores/create-query-store.ts'
import { MailHeaders } from './mail-headers.tsx'
import { MailParts } from './mail-parts.tsx'
import { MailSkeleton, MailWords } from './mail-words.tsx'
import { Trace } from './trace.tsx'

const TABS = ['mail', 'headers', 'attachments', 'trace'] as const
type Tab = (typeof TABS)[number]

/** What is looked at stays so from one message to the next. */
const useTab = create<{ readonly tab: Tab }>(() => ({ tab: 'mail' }))

type MessageContentProps = { readonly message: MessageDetail; readonly body: QueryResult<'messages.body'> | null }

/** The mail itself in its parts, and the story of its decision. */
export function MessageContent({ message, body }: MessageContentProps) {
  const { t } = useTranslation()
  const tab = useTab(state => state.tab)
  const ofBody = (show: (body: MessageBody) => ReactNode) =>
    body === null ? (
      <EmptyState
        icon={<IconMailOff size={40} stroke={1.2} aria-hidden />}
        title={t('message.notFetched')}
        advice={t('message.notFetchedAdvice')}
      />
    ) : (
      <Loaded query={body} skeleton={<MailSkeleton />}>
        {show}
      </Loaded>
    )
  const panels: Record<Tab, ReactNode> = {
    mail: ofBody(found => <MailWords body={found} messageId={message.id} />),
    headers: ofBody(found => <MailHeaders headers={found.headers} />),
    attachments: ofBody(found => <MailParts messageId={message.id} parts={found.parts} />),
    trace:
      message.trace.length > 0 ? (
        <Trace entries={message.trace} endedWell={message.state === 'processed'} />
      ) : (
        <EmptyState
          icon={<IconRoute size={40} stroke={1.2} aria-hidden />}
          title={t('message.noTrace')}
          advice={t('message.noTraceAdvice')}
        />
      ),
  }
  const counts: Partial<Record<Tab, number>> = { attachments: body?.data?.parts.length ?? 0 }
  return (
    <Tabs
      value={tab}
      onChange={value => useTab.setState({ tab: TABS.find(each => each === value) ?? 'mail' })}
      className="message-tabs"
      keepMounted={false}
    >
      <Tabs.List aria-label={t('message.parts.label')}>
        {TABS.map(each => (
          <Tabs.Tab
            key={each}
            value={each}
            rightSection={
              (counts[each] ?? 0) > 0 ? <span className="small dimmed">{formatNumber(counts[each] ?? 0)}</span> : null
            }
          >
            {t(`message.parts.${each}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {TABS.map(each => (
        <Tabs.Panel key={each} value={each} className="message-tab">
          {panels[each]}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
