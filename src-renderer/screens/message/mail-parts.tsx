import { ActionIcon } from '@mantine/core'
import { IconDownload, IconFileOff, IconPaperclip, IconPhoto } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MessagePart } from '../../../src-preload/contract/entities/message-views.ts'
import { call } from '../../bridge/bridge.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { formatBytes } from '../../components/format.ts'
import { saveFile } from '../../components/save-file.ts'
import { attempt } from '../../components/toast.ts'

type MailPartsProps = { readonly messageId: string; readonly parts: readonly MessagePart[] }

/** What a mail carries besides its words: kept or left out, and why. What was left out can be fetched all the same. */
export function MailParts({ messageId, parts }: MailPartsProps) {
  const { t } = useTranslation()
  if (parts.length === 0) return <p className="dimmed">{t('message.noParts')}</p>
  const save = (part: MessagePart) =>
    attempt(async () => {
      const { name, type, base64 } = await call('messages.part', { id: messageId, part: part.part })
      saveFile(name || t('message.unnamed'), type, base64)
    })
  return (
    <table className="list mail-parts">
      <colgroup>
        <col />
        <col style={{ width: 96 }} />
        <col style={{ width: '44%' }} />
        <col style={{ width: 52 }} />
      </colgroup>
      <thead>
        <tr>
          <th>{t('message.partName')}</th>
          <th className="number">{t('message.size')}</th>
          <th>{t('message.partFate')}</th>
          <th>
            <span className="visually-hidden">{t('message.save')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {parts.map(part => {
          const name = part.name || t('message.unnamed')
          const Icon = part.kept ? (part.inline ? IconPhoto : IconPaperclip) : IconFileOff
          return (
            <tr key={part.part}>
              <td>
                <span className="row">
                  <Icon size={16} className={part.kept ? 'accent' : 'dimmed'} aria-hidden />
                  <span style={{ minWidth: 0 }}>
                    <ForeignText>{name}</ForeignText>
                    <span className="small dimmed">
                      <ForeignText>{part.type}</ForeignText>
                    </span>
                  </span>
                </span>
              </td>
              <td className="number dimmed">{formatBytes(part.sizeBytes)}</td>
              <td className="part-fate">
                {t(fateOf(part))}
                {part.why !== null && (
                  <span className="small dimmed part-why">
                    <ForeignText whole>{part.why}</ForeignText>
                  </span>
                )}
              </td>
              <td>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  onClick={() => void save(part)}
                  aria-label={t('message.savePart', { name })}
                  title={t('message.save')}
                >
                  <IconDownload size={16} />
                </ActionIcon>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function fateOf({ kept, inline }: MessagePart) {
  if (kept) return inline ? 'message.keptInline' : 'message.kept'
  return inline ? 'message.shownOnly' : 'message.dropped'
}
