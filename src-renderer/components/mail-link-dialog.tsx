import { Button, Modal } from '@mantine/core'
import { IconAlertTriangle, IconCopy, IconExternalLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { call } from '../bridge/bridge.ts'
import { useQuery } from '../stores/create-query-store.ts'
import { hostCapabilities } from '../stores/queries.ts'
import { copyText } from './copy-text.ts'
import { type MailLink, partsOfTarget } from './mail-link.ts'
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
        <OpenButton target={link.target} isMail={isMail} onClose={onClose} />
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

type OpenButtonProps = { readonly target: string; readonly isMail: boolean; readonly onClose: () => void }

/** The system's browser where the host can reach it; else this one, in a tab that learns nothing about ours. */
function OpenButton({ target, isMail, onClose }: OpenButtonProps) {
  const { t } = useTranslation()
  const host = useQuery(hostCapabilities, {})
  const words = isMail ? t('mail.write') : t('mail.open')
  const icon = <IconExternalLink size={16} />
  if (host.data?.opensLinks) {
    const open = async () => {
      await attempt(() => call('host.openLink', { url: target }))
      onClose()
    }
    return (
      <Button leftSection={icon} onClick={open}>
        {words}
      </Button>
    )
  }
  return (
    <Button
      component="a"
      href={target}
      {...(isMail ? {} : { target: '_blank' })}
      rel="noopener noreferrer nofollow"
      leftSection={icon}
      disabled={host.loading}
      onClick={onClose}
    >
      {words}
    </Button>
  )
}
