import { ActionIcon, Modal, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toastWithUndo } from '../../components/toast.ts'
import { changeView, deleteView, type SavedView, useSavedViews } from './saved-views.ts'

type ManageViewsDialogProps = { onClose(): void }

/** Renames and deletes saved views; what is typed counts as soon as the field is left. */
export function ManageViewsDialog({ onClose }: ManageViewsDialogProps) {
  const { t } = useTranslation()
  const views = useSavedViews(state => state.views)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('ticketViews.manageTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {views.length === 0 && <p className="dimmed">{t('ticketViews.noneSaved')}</p>}
      <ul className="views-list">
        {views.map(view => (
          <ViewLine key={view.id} view={view} />
        ))}
      </ul>
    </Modal>
  )
}

function ViewLine({ view }: { readonly view: SavedView }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(view.name)
  const others = useSavedViews(state => state.views).filter(({ id }) => id !== view.id)
  const name = typed.trim()
  const taken = others.some(other => other.name.toLocaleLowerCase() === name.toLocaleLowerCase())
  const problem = taken ? t('ticketViews.taken') : name === '' ? t('ticketViews.needsName') : null
  const rename = () => {
    if (problem === null && name !== view.name) changeView(view.id, { name })
  }
  const remove = () => {
    const restore = deleteView(view.id)
    toastWithUndo(t('ticketViews.deleted', { name: view.name }), async () => restore())
  }
  return (
    <li className="views-line">
      <TextInput
        aria-label={t('ticketViews.rename', { name: view.name })}
        maxLength={100}
        value={typed}
        error={problem}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        onBlur={rename}
        onKeyDown={({ key }) => key === 'Enter' && rename()}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t('ticketViews.delete', { name: view.name })}
        onClick={remove}
      >
        <IconTrash size={16} />
      </ActionIcon>
    </li>
  )
}
