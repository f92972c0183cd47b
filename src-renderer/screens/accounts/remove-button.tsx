import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InboxSummary } from '../../../src-preload/contract/entities/inbox.ts'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { ForeignText } from '../../components/foreign-text.tsx'
import { addressOf } from '../../navigation.ts'

type RemoveButtonProps = {
  readonly label: string
  readonly verb: string
  readonly sentence: string
  /** They stand in the way: without it they could not be read. */
  readonly usedBy: readonly InboxSummary[]
  readonly children: string
  readonly onConfirm: () => Promise<unknown>
}

/** Removes what nothing uses; else says what uses it, with the way there. */
export function RemoveButton({ label, verb, sentence, usedBy, children, onConfirm }: RemoveButtonProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  if (usedBy.length === 0) {
    return (
      <ConfirmButton size="xs" aria-label={label} verb={verb} sentence={sentence} onConfirm={onConfirm}>
        {children}
      </ConfirmButton>
    )
  }
  return (
    <>
      <Button size="xs" variant="default" aria-label={label} onClick={() => setOpen(true)}>
        {children}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={verb}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <p className="in-use-sentence">{t('inUse.sentence', { count: usedBy.length })}</p>
        <ul className="in-use">
          {usedBy.map(({ id, name }) => (
            <li key={id}>
              <a href={addressOf.inboxSettings(id)} onClick={() => setOpen(false)}>
                <ForeignText>{name}</ForeignText>
              </a>
            </li>
          ))}
        </ul>
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={() => setOpen(false)} data-autofocus>
            {t('common.close')}
          </Button>
        </div>
      </Modal>
    </>
  )
}
