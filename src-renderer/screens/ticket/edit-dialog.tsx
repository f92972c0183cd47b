import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TicketDetail } from '../../../src-preload/contract/entities/ticket.ts'
import { Unsaved } from '../../forms/unsaved.tsx'
import { useQuery } from '../../stores/create-query-store.ts'
import { ticketFields } from '../../stores/queries.ts'
import { EditForm } from './edit-form.tsx'

type EditDialogProps = { readonly ticket: TicketDetail; onClose(): void }

/**
 * All fields of a ticket that can be changed. What was typed is not lost by a slip of the mouse. In one stack, so that one
 * press of Escape is heard by one of the two dialogs only.
 */
export function EditDialog({ ticket, onClose }: EditDialogProps) {
  const { t } = useTranslation()
  const definitions = useQuery(ticketFields, { class: ticket.class }).data
  const [dirty, setDirty] = useState(false)
  const [asking, setAsking] = useState(false)
  const leave = () => (dirty ? setAsking(true) : onClose())
  return (
    <Modal.Stack>
      <Modal
        stackId="edit"
        opened={definitions !== null}
        onClose={leave}
        size="lg"
        closeOnClickOutside={!dirty}
        title={t('ticket.editTitle', { ref: ticket.ref })}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Unsaved dirty={dirty} />
        {definitions && (
          <EditForm
            ticket={ticket}
            definitions={definitions.filter(({ readOnly }) => !readOnly)}
            onDirty={setDirty}
            onCancel={leave}
            onSaved={onClose}
          />
        )}
      </Modal>
      <Modal
        stackId="leave"
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('common.unsavedTitle')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <p className="dialog-sentence">{t('common.unsaved')}</p>
        <div className="dialog-foot">
          <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
            {t('common.stay')}
          </Button>
          <Button color="red.8" onClick={onClose}>
            {t('common.discard')}
          </Button>
        </div>
      </Modal>
    </Modal.Stack>
  )
}
