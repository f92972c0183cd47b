import './ticket.css'
import { Skeleton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TicketDetail } from '../../../src-preload/contract/entities/ticket.ts'
import { Loaded } from '../../components/loaded.tsx'
import { Page } from '../../components/page.tsx'
import { TicketStateMark } from '../../components/ticket-state-mark.tsx'
import { addressOf } from '../../navigation.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { ticketDetail } from '../../stores/queries.ts'
import { PriorityMark } from '../tickets/priority-mark.tsx'
import { Composer } from './composer.tsx'
import { Conversation } from './conversation.tsx'
import { EditDialog } from './edit-dialog.tsx'
import { TicketActions } from './ticket-actions.tsx'
import { TicketNeighbours } from './ticket-neighbours.tsx'
import { TicketSide } from './ticket-side.tsx'
import { priorityWord } from './ticket-words.ts'

/** One ticket: the conversation on the left, what is known about it on the right. */
export function TicketScreen({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const query = useQuery(ticketDetail, { id })
  const ticket = query.data
  const [editing, setEditing] = useState(false)
  const edit = () => setEditing(true)
  return (
    <Page
      kind="reading"
      title={ticket?.title ?? ''}
      parent={{ title: t('tickets.title'), address: addressOf.tickets }}
      below={ticket ? <TicketGlance ticket={ticket} /> : <Skeleton height={16} width={200} />}
      actions={
        <>
          <TicketNeighbours id={id} />
          {ticket && <TicketActions ticket={ticket} onEdit={edit} />}
        </>
      }
    >
      <Loaded query={query} skeleton={<TicketSkeleton />}>
        {detail => (
          <div className="ticket-columns">
            <div>
              <Conversation ticket={detail} />
              <Composer ticketId={detail.id} />
            </div>
            <TicketSide ticket={detail} onEdit={edit} />
            {editing && <EditDialog ticket={detail} onClose={() => setEditing(false)} />}
          </div>
        )}
      </Loaded>
    </Page>
  )
}

/** What one wants to know at once. */
function TicketGlance({ ticket }: { readonly ticket: TicketDetail }) {
  const { t } = useTranslation()
  return (
    <span className="ticket-glance">
      <strong>{ticket.ref}</strong>
      <TicketStateMark state={ticket.state} />
      <span>{t(`ticketClass.${ticket.class}`)}</span>
      <PriorityMark priority={ticket.priority} word={priorityWord(t, ticket.priority)} />
    </span>
  )
}

function TicketSkeleton() {
  return (
    <div className="ticket-columns">
      <div className="stack" style={{ gap: 16 }}>
        <Skeleton height={160} radius={12} />
        <Skeleton height={112} radius={12} />
      </div>
      <div className="stack" style={{ gap: 16 }}>
        <Skeleton height={240} radius={12} />
        <Skeleton height={96} radius={12} />
      </div>
    </div>
  )
}
