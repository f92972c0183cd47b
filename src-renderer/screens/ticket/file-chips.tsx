import { IconFile, IconPhoto } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AttachmentView } from '../../../src-preload/contract/entities/ticket.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { formatBytes } from '../../components/format.ts'
import { saveAttachment } from './save-attachment.ts'

/** The files that came with one mail, below its words. */
export function FileChips({ files }: { readonly files: readonly AttachmentView[] }) {
  const { t } = useTranslation()
  if (files.length === 0) return null
  return (
    <ul className="file-chips" aria-label={t('ticket.attachments')}>
      {files.map(({ id, name, type, sizeBytes }) => {
        const Icon = type.startsWith('image/') ? IconPhoto : IconFile
        return (
          <li key={id}>
            <button
              type="button"
              className="file-chip"
              title={t('ticket.download', { name })}
              onClick={() => void saveAttachment(id)}
            >
              <Icon size={16} aria-hidden />
              <ForeignText>{name}</ForeignText>
              <span className="dimmed small">{formatBytes(sizeBytes)}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
