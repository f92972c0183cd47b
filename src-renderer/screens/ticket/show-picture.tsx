import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ForeignText } from '../../components/foreign-text.tsx'
import { type LoadedPicture, loadPicture } from '../../components/load-picture.ts'
import { MailPictureDialog } from '../../components/mail-picture-dialog.tsx'
import { toastFailure } from '../../components/toast.ts'

type ShowPictureProps = { readonly id: string; readonly name: string }

/** The name of an attached picture, which shows it. */
export function ShowPicture({ id, name }: ShowPictureProps) {
  const { t } = useTranslation()
  const [pictures, setPictures] = useState<readonly LoadedPicture[]>([])
  const [open, setOpen] = useState(false)
  const show = async () => {
    const loaded = await loadPicture({ kind: 'attachment', id }, null)
    if (!loaded) return toastFailure(t('ticket.notShown'))
    setPictures([loaded])
    setOpen(true)
  }
  return (
    <>
      <button
        type="button"
        className="link-button"
        aria-label={t('ticket.enlarge', { name })}
        onClick={() => void show()}
      >
        <ForeignText>{name}</ForeignText>
      </button>
      <MailPictureDialog pictures={pictures} at={open ? 0 : null} onMove={() => {}} onClose={() => setOpen(false)} />
    </>
  )
}
