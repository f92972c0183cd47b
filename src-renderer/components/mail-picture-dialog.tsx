import { ActionIcon, Button, Modal } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconDownload } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { ForeignText } from './foreign-text.tsx'
import type { LoadedPicture } from './load-picture.ts'
import { saveFile } from './save-file.ts'
import { useLast } from './use-last.ts'

type MailPictureDialogProps = {
  readonly pictures: readonly LoadedPicture[]
  /** Which one is shown; null for none. */
  readonly at: number | null
  readonly onMove: (at: number) => void
  readonly onClose: () => void
}

/** A picture of a mail as large as the window allows; the arrow keys go through all of them. */
export function MailPictureDialog({ pictures, at, onMove, onClose }: MailPictureDialogProps) {
  const { t } = useTranslation()
  const shownAt = useLast(at)
  const picture = shownAt === null ? undefined : pictures[shownAt]
  const step = (by: number) => onMove(((shownAt ?? 0) + by + pictures.length) % pictures.length)
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key === 'ArrowLeft') step(-1)
    if (key === 'ArrowRight') step(1)
  }
  return (
    <Modal
      opened={at !== null}
      onClose={onClose}
      size="auto"
      title={<ForeignText whole>{picture?.name ?? ''}</ForeignText>}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      onKeyDown={onKeyDown}
    >
      {picture && shownAt !== null && (
        <>
          <img className="mail-picture" src={picture.address} alt={picture.name} />
          <div className="row mail-picture-buttons">
            {pictures.length > 1 && (
              <>
                <ActionIcon variant="default" size="lg" aria-label={t('mail.previousPicture')} onClick={() => step(-1)}>
                  <IconChevronLeft size={18} />
                </ActionIcon>
                <span className="dimmed number">
                  {t('mail.pictureOf', { at: shownAt + 1, count: pictures.length })}
                </span>
                <ActionIcon variant="default" size="lg" aria-label={t('mail.nextPicture')} onClick={() => step(1)}>
                  <IconChevronRight size={18} />
                </ActionIcon>
              </>
            )}
            <span className="dimmed small">
              {t('mail.pictureSize', { width: picture.width, height: picture.height })}
            </span>
            <Button
              variant="default"
              leftSection={<IconDownload size={16} />}
              onClick={() => saveFile(picture.name, picture.type, picture.base64)}
            >
              {t('mail.savePicture')}
            </Button>
          </div>
        </>
      )}
    </Modal>
  )
}
