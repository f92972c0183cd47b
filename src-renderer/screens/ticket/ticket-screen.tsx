import './ticket.css'
import { Button, Skeleton } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TicketDetail } from '../../../src-preload/contract/entities/ticket.ts'
import { call } from '../../bridge/bridge.ts'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Page } from '../../components/page.tsx'
import { TicketStateMark } from '../../components/ticket-state-mark.tsx'
import { attempt } from '../../components/toast.ts'
import { addressOf, goTo } from '../../navigation.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { ticketDetail } from '../../stores/queries.ts'
import { Composer } from './composer.tsx'
import { Conversation } from './conversation.tsx'
import { TicketSide } from './ticket-side.tsx'

/** One ticket: the conversation on the left, what is known about it on the right. */
export function TicketScreen({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const query = useQuery(ticketDetail, { id })
  const ticket = query.data
  return (
    <Page
      kind="reading"
      title={ticket?.title ?? ''}
      parent={{ title: t('tickets.title'), address: addressOf.tickets }}
      below={
        ticket ? (
          <span className="row" style={{ gap: 16 }}>
            <span>{ticket.ref}</span>
            <TicketStateMark state={ticket.state} />
          </span>
        ) : (
          <Skeleton height={16} width={200} />
        )
      }
      actions={ticket && <TicketActions ticket={ticket} />}
    >
      <Loaded query={query} skeleton={<TicketSkeleton />}>
        {detail => (
          <div className="reading-columns">
            <div>
              <Conversation ticket={detail} />
              <Composer ticketId={detail.id} />
            </div>
            <TicketSide ticket={detail} />
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function TicketActions({ ticket }: { readonly ticket: TicketDetail }) {
  const { t } = useTranslation()
  const apply = (code: string, label: string) =>
    attempt(
      () => call('tickets.applyStimulus', { id: ticket.id, stimulus: code }),
      () => t('ticket.stimulusDone', { label, ref: ticket.ref }),
    )
  const remove = async () => {
    const removed = await attempt(
      () => call('tickets.delete', { id: ticket.id }),
      () => t('ticket.deleted', { ref: ticket.ref }),
    )
    if (removed) goTo(addressOf.tickets)
  }
  return (
    <>
      {ticket.stimuli.map(({ code, label }) => (
        <Button key={code} variant="default" onClick={() => apply(code, label)}>
          {label}
        </Button>
      ))}
      <ConfirmButton
        px="xs"
        aria-label={t('ticket.deleteVerb', { ref: ticket.ref })}
        verb={t('ticket.deleteVerb', { ref: ticket.ref })}
        sentence={t('ticket.deleteSentence', { ref: ticket.ref, count: ticket.entries.length })}
        onConfirm={remove}
      >
        <IconTrash size={16} />
      </ConfirmButton>
    </>
  )
}

function TicketSkeleton() {
  return (
    <div className="reading-columns">
      <div className="stack" style={{ gap: 16 }}>
        <Skeleton height={160} radius={12} />
        <Skeleton height={112} radius={12} />
      </div>
      <Skeleton height={320} radius={12} />
    </div>
  )
}
