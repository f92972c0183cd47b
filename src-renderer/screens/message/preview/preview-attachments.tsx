import { IconFileOff, IconPaperclip } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MessagePreview } from '../../../../src-preload/contract/entities/message-views.ts'
import { ForeignText } from '../../../components/foreign-text.tsx'
import { formatBytes } from '../../../components/format.ts'

type Attachments = NonNullable<MessagePreview['mail']>['attachments']

/** What would be kept, and what would not, with the reason. */
export function PreviewAttachments({ attachments }: { readonly attachments: Attachments }) {
  const { t } = useTranslation()
  if (attachments.length === 0) return <span className="dimmed">{t('preview.noAttachments')}</span>
  return (
    <ul className="preview-list">
      {attachments.map(({ name, sizeBytes, sha256, kept, why }) => (
        <li key={`${sha256} ${name}`} className="preview-attachment">
          {kept ? (
            <IconPaperclip size={16} className="accent" role="img" aria-label={t('message.kept')} />
          ) : (
            <IconFileOff size={16} className="dimmed" role="img" aria-label={t('message.dropped')} />
          )}
          <span style={{ minWidth: 0 }}>
            <span className="row">
              <ForeignText>{name || t('message.unnamed')}</ForeignText>
              <span className="small dimmed number">{formatBytes(sizeBytes)}</span>
            </span>
            {why !== null && (
              <span className="small dimmed">
                <ForeignText whole>{why}</ForeignText>
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}
