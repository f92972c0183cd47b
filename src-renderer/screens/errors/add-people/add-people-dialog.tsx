import './add-people.css'
import { Modal, Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Cause } from '../../../../src-preload/contract/entities/message-views.ts'
import { AddPeopleForm } from './add-people-form.tsx'
import { useUnknownSenders } from './use-unknown-senders.ts'

type AddPeopleDialogProps = { readonly cause: Cause; readonly onClose: () => void }

/** Makes persons of the senders that nobody knew, as the desk would name them unless somebody knows better. */
export function AddPeopleDialog({ cause, onClose }: AddPeopleDialogProps) {
  const { t } = useTranslation()
  const { found, failure } = useUnknownSenders(cause)
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('addPeople.title')}
      size={960}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {failure !== null && <p className="note-bad">{failure}</p>}
      {found === null && failure === null && (
        <div role="status" aria-label={t('common.loading')}>
          {[0, 1, 2].map(row => (
            <Skeleton key={row} height={36} my={12} />
          ))}
        </div>
      )}
      {found && <AddPeopleForm cause={cause} found={found} onClose={onClose} />}
    </Modal>
  )
}
