import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '../../components/toast.ts'
import { type SavedView, saveView, useSavedViews } from './saved-views.ts'
import { useTicketChoice } from './ticket-choice.ts'

type SaveViewDialogProps = { onClose(): void; onSaved(view: SavedView): void }

export function SaveViewDialog({ onClose, onSaved }: SaveViewDialogProps) {
  const { t } = useTranslation()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('ticketViews.saveTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <SaveViewForm onClose={onClose} onSaved={onSaved} />
    </Modal>
  )
}

/** Begins anew each time the dialog opens. */
function SaveViewForm({ onClose, onSaved }: SaveViewDialogProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const views = useSavedViews(state => state.views)
  const name = typed.trim()
  const taken = views.some(view => view.name.toLocaleLowerCase() === name.toLocaleLowerCase())
  const problem = taken ? t('ticketViews.taken') : tried && name === '' ? t('ticketViews.needsName') : null
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (name === '' || taken) return
        onSaved(saveView(name, useTicketChoice.getState().choice))
        toast(t('ticketViews.savedToast', { name }))
        onClose()
      }}
    >
      <TextInput
        label={t('ticketViews.name')}
        description={t('ticketViews.nameHelp')}
        maxLength={100}
        data-autofocus
        value={typed}
        error={problem}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <div className="dialog-foot">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit">{t('common.save')}</Button>
      </div>
    </form>
  )
}
