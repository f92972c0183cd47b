import { Button, type ButtonProps, Modal } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

type ConfirmButtonProps = ButtonProps & {
  readonly children: ReactNode
  /** What will happen to what, in a sentence. */
  readonly sentence: string
  /** The verb with its object, on the button that does it. */
  readonly verb: string
  readonly onConfirm: () => Promise<unknown>
}

/** A dangerous action behind a sentence that says what it does. */
export function ConfirmButton({ children, sentence, verb, onConfirm, ...button }: ConfirmButtonProps) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const confirm = async () => {
    setBusy(true)
    await onConfirm()
    setBusy(false)
    setOpen(false)
  }
  return (
    <>
      <Button variant="default" {...button} onClick={() => setOpen(true)}>
        {children}
      </Button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={verb}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <p style={{ margin: '0 0 24px' }}>{sentence}</p>
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={() => setOpen(false)} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button color="red.8" loading={busy} onClick={confirm}>
            {verb}
          </Button>
        </div>
      </Modal>
    </>
  )
}
