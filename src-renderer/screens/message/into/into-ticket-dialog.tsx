import './into-ticket.css'
import { Button, Modal, Skeleton, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch, IconSearchOff } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageDetail } from '../../../../src-preload/contract/entities/message.ts'
import type { TicketViewRow } from '../../../../src-preload/contract/entities/ticket-views.ts'
import { call } from '../../../bridge/bridge.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { attempt, toast, toastFailure } from '../../../components/toast.ts'
import { TicketChoice } from './ticket-choice.tsx'
import { useFoundTickets } from './use-found-tickets.ts'

type IntoTicketDialogProps = { readonly message: MessageDetail; readonly onClose: () => void }

/** Says where a message belongs: the ticket is searched by reference or words, then the mail goes into it. */
export function IntoTicketDialog({ message, onClose }: IntoTicketDialogProps) {
  const { t } = useTranslation()
  const [words, setWords] = useState('')
  const [search] = useDebouncedValue(words.trim(), 200)
  const { tickets, failure } = useFoundTickets(search)
  const [chosenId, setChosenId] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const chosen = tickets?.find(ticket => ticket.id === chosenId) ?? null

  const confirm = async (ticket: TicketViewRow) => {
    setBusy(true)
    const outcome = await attempt(() =>
      call('messages.process', { selection: { ids: [message.id] }, intoTicket: ticket.ref }),
    )
    setBusy(false)
    if (!outcome) return
    onClose()
    if (outcome.changed > 0) toast(t('into.done', { ref: ticket.ref }))
    else toastFailure(t('act.none', { count: 1, reason: outcome.refused[0]?.reason ?? '' }))
  }
  const walk = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && chosen) return void confirm(chosen)
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0 || !tickets || tickets.length === 0) return
    event.preventDefault()
    const at = tickets.findIndex(ticket => ticket.id === chosenId)
    setChosenId(tickets[Math.max(0, Math.min(tickets.length - 1, at + step))]?.id ?? null)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('into.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <TextInput
        type="search"
        role="combobox"
        aria-expanded={(tickets?.length ?? 0) > 0}
        aria-controls={tickets?.length ? 'into-tickets' : undefined}
        aria-activedescendant={chosen ? `into-${chosen.id}` : undefined}
        aria-label={t('into.search')}
        placeholder={t('into.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={words}
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
        onKeyDown={walk}
        data-autofocus
      />
      <div className="into-tickets">
        {failure !== null && <p className="note-bad">{failure}</p>}
        {tickets === null && failure === null && <TicketsSkeleton />}
        {tickets?.length === 0 && (
          <EmptyState
            icon={<IconSearchOff size={32} stroke={1.2} aria-hidden />}
            title={t('into.none')}
            advice={t('into.noneAdvice')}
          />
        )}
        {tickets && tickets.length > 0 && (
          <div id="into-tickets" role="listbox" aria-label={t('into.tickets')}>
            {tickets.map(ticket => (
              <TicketChoice key={ticket.id} ticket={ticket} chosen={ticket.id === chosenId} onChoose={setChosenId} />
            ))}
          </div>
        )}
      </div>
      <div className="into-sentence wrap-anywhere">
        {chosen ? (
          <p>{t('into.sentence', { subject: `\u2068${message.subject || t('mail.noSubject')}\u2069` })}</p>
        ) : (
          <p className="dimmed">{t('into.choose')}</p>
        )}
        {message.ticketRef !== null && <p>{t('into.again', { ref: message.ticketRef })}</p>}
      </div>
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button disabled={!chosen} loading={busy} onClick={() => chosen && void confirm(chosen)}>
          {chosen ? t('into.verb', { ref: chosen.ref }) : t('into.verbNone')}
        </Button>
      </div>
    </Modal>
  )
}

function TicketsSkeleton() {
  return (
    <>
      {[0, 1, 2, 3].map(row => (
        <Skeleton key={row} height={12} my={20} mx={12} width={`${70 - row * 8}%`} />
      ))}
    </>
  )
}
