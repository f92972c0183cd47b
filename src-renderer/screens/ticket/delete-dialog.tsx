import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TicketDetail } from '../../../src-preload/contract/entities/ticket.ts'
import { call } from '../../bridge/bridge.ts'
import { attempt } from '../../components/toast.ts'
import { addressOf, goTo } from '../../navigation.ts'
import { MailsThatGo } from './mails-that-go.tsx'

type DeleteDialogProps = { readonly ticket: TicketDetail; onClose(): void }

/** Says what goes with the ticket, then deletes it. */
export function DeleteDialog({ ticket, onClose }: DeleteDialogProps) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const { id, ref } = ticket
  const verb = t('ticket.deleteVerb', { ref })
  const remove = async () => {
    setBusy(true)
    const removed = await attempt(
      () => call('tickets.delete', { id }),
      () => t('ticket.deleted', { ref }),
    )
    setBusy(false)
    if (removed) goTo(addressOf.tickets)
  }
  return (
    <Modal opened onClose={onClose} title={verb} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <p className="dialog-sentence">{t('ticket.deleteSentence', { ref, count: ticket.entries.length })}</p>
      <MailsThatGo ticket={ticket} />
      <div className="dialog-foot">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('common.cancel')}
        </Button>
        <Button color="red.8" loading={busy} onClick={() => void remove()}>
          {verb}
        </Button>
      </div>
    </Modal>
  )
}
