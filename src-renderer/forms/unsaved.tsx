import { Button, Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { guardLeaving } from '../navigation.ts'

type UnsavedProps = {
  readonly dirty: boolean
  /** Addresses that show the same in another way: nothing is lost on the way there. */
  readonly within?: readonly string[]
}

const NOWHERE: readonly string[] = []

/** Put into a form: while `dirty`, leaving the page asks first, whichever way it is left. */
export function Unsaved({ dirty, within = NOWHERE }: UnsavedProps) {
  const { t } = useTranslation()
  const [goOn, setGoOn] = useState<(() => void) | null>(null)
  useEffect(() => {
    if (!dirty) return
    const release = guardLeaving(leave => setGoOn(() => leave), within)
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => {
      release()
      removeEventListener('beforeunload', warn)
    }
  }, [dirty, within])
  return (
    <Modal
      opened={goOn !== null}
      onClose={() => setGoOn(null)}
      title={t('common.unsavedTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <p style={{ margin: '0 0 24px' }}>{t('common.unsaved')}</p>
      <div className="row" style={{ justifyContent: 'flex-end' }}>
        <Button variant="default" onClick={() => setGoOn(null)} data-autofocus>
          {t('common.stay')}
        </Button>
        <Button color="red.8" onClick={() => goOn?.()}>
          {t('common.discard')}
        </Button>
      </div>
    </Modal>
  )
}
