import { ActionIcon } from '@mantine/core'
import { IconDownload, IconFile, IconPhoto } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AttachmentView } from '../../../src-preload/contract/entities/ticket.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { formatBytes } from '../../components/format.ts'
import { addressOf } from '../../navigation.ts'
import { keepAttachment } from './keep-attachment.ts'
import { saveAttachment } from './save-attachment.ts'
import { ShowPicture } from './show-picture.tsx'

/** Files of a ticket: those kept can be saved, those left out say why. */
export function Attachments({ attachments }: { readonly attachments: readonly AttachmentView[] }) {
  const { t } = useTranslation()
  const kept = attachments.filter(each => each.kept)
  const dropped = attachments.filter(each => !each.kept)
  if (attachments.length === 0) return null
  return (
    <section className="panel" aria-label={t('ticket.attachments')}>
      <h2>{t('ticket.attachments')}</h2>
      {kept.length > 0 && (
        <ul>
          {kept.map(attachment => (
            <KeptFile key={attachment.id} attachment={attachment} />
          ))}
        </ul>
      )}
      {dropped.length > 0 && (
        <details className="fold">
          <summary>{t('ticket.leftOut', { count: dropped.length })}</summary>
          <ul>
            {dropped.map(attachment => (
              <DroppedFile key={attachment.id} attachment={attachment} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function DroppedFile({ attachment }: { readonly attachment: AttachmentView }) {
  const { t } = useTranslation()
  const { id, name, why, messageId } = attachment
  return (
    <li>
      <ForeignText>{name}</ForeignText>
      <span className="dimmed small">
        <ForeignText whole>{why ?? ''}</ForeignText>{' '}
        {messageId !== null && <a href={addressOf.message(messageId)}>{t('ticket.fromMail')}</a>}
      </span>
      <button
        type="button"
        className="link-button small"
        aria-label={t('ticket.keepNamed', { name })}
        onClick={() => void keepAttachment(id)}
      >
        {t('ticket.keepAfterAll')}
      </button>
    </li>
  )
}

function KeptFile({ attachment }: { readonly attachment: AttachmentView }) {
  const { t } = useTranslation()
  const { id, name, type, sizeBytes, inline, why } = attachment
  const Icon = type.startsWith('image/') ? IconPhoto : IconFile
  return (
    <li className="side-file">
      <Icon size={18} aria-hidden />
      <div>
        {type.startsWith('image/') ? <ShowPicture id={id} name={name} /> : <ForeignText>{name}</ForeignText>}
        <span className="dimmed small">
          {inline ? t('ticket.inlineFile', { size: formatBytes(sizeBytes) }) : formatBytes(sizeBytes)}
        </span>
        {why !== null && (
          <span className="dimmed small">
            <ForeignText whole>{why}</ForeignText>
          </span>
        )}
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        onClick={() => void saveAttachment(id)}
        aria-label={t('ticket.download', { name })}
        title={t('ticket.download', { name })}
      >
        <IconDownload size={16} />
      </ActionIcon>
    </li>
  )
}
