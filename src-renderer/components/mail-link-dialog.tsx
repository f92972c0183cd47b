import { Button, Modal } from '@mantine/core'
import { IconAlertTriangle, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { copyText } from './copy-text.ts'
import { type MailLink, partsOfTarget } from './mail-link.ts'
import { OpenLinkButton } from './open-link-button.tsx'
import { attempt } from './toast.ts'
import { useLast } from './use-last.ts'

type MailLinkDialogProps = { readonly link: MailLink | null; readonly onClose: () => void }

/** Nothing of a mail is opened before its reader has seen where it really leads. */
export function MailLinkDialog({ link, onClose }: MailLinkDialogProps) {
  const { t } = useTranslation()
  // The words stay while the dialog fades.
  const shown = useLast(link)
  const isMail = shown?.target.startsWith('mailto:') ?? false
  return (
    <Modal
      opened={link !== null}
      onClose={onClose}
      title={isMail ? t('mail.writeTitle') : t('mail.openTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {shown && <LinkQuestion link={shown} isMail={isMail} onClose={onClose} />}
    </Modal>
  )
}

type LinkQuestionProps = { readonly link: MailLink; readonly isMail: boolean; readonly onClose: () => void }

function LinkQuestion({ link, isMail, onClose }: LinkQuestionProps) {
  const { t } = useTranslation()
  return (
    <>
      <Target target={link.target} />
      {link.misleading && (
        <p className="wait row">
          <IconAlertTriangle size={16} style={{ flex: 'none' }} />
          <span>
            {t('mail.misleadingBefore')} <bdi className="wrap-anywhere">{link.text}</bdi>
          </span>
        </p>
      )}
      <div className="row mail-link-buttons">
        <Button
          variant="subtle"
          leftSection={<IconCopy size={16} />}
          onClick={() =>
            attempt(
              () => copyText(link.target),
              () => t('common.copied'),
            )
          }
        >
          {t('mail.copyAddress')}
        </Button>
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('common.cancel')}
        </Button>
        <OpenLinkButton target={link.target} onOpen={onClose}>
          {isMail ? t('mail.write') : t('mail.open')}
        </OpenLinkButton>
      </div>
    </>
  )
}

function Target({ target }: { readonly target: string }) {
  const { before, place, after } = partsOfTarget(target)
  return (
    <p className="mail-link-target">
      <bdi dir="ltr">
        {before}
        <strong>{place}</strong>
        {after}
      </bdi>
    </p>
  )
}
