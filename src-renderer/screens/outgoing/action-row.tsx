import { IconFolderSymlink, IconMailUp, IconTrash } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { ServerActionView } from '../../../src-preload/contract/entities/operations.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { addressOf } from '../../navigation.ts'
import { ActionButtons } from './action-buttons.tsx'
import { ActionState } from './action-state.tsx'

type ActionRowProps = { readonly action: ServerActionView; readonly now: number }

const ICONS = { delete: IconTrash, move: IconFolderSymlink, 'put-back': IconMailUp } as const

/** What is done to which mail, where that stands, and what a person can do about it. */
export function ActionRow({ action, now }: ActionRowProps) {
  const { t } = useTranslation()
  const { messageId, kind, folder, inboxName } = action
  const Icon = ICONS[kind]
  const subject = action.subject || t('mail.noSubject')
  return (
    <tr>
      <td>
        <span className="row">
          <Icon size={16} className="dimmed outgoing-icon" aria-hidden />
          <span className="outgoing-what">
            <ForeignText>{whatIn(action, t)}</ForeignText>
            <span className="small dimmed">
              <ForeignText>
                {inboxName === null ? folder : t('outgoing.place', { inbox: inboxName, folder })}
              </ForeignText>
            </span>
          </span>
        </span>
      </td>
      <td>
        <a className="list-open" href={addressOf.message(messageId)}>
          <ForeignText>{subject}</ForeignText>
        </a>
      </td>
      <td className="outgoing-state">
        <ActionState action={action} now={now} />
      </td>
      <td>
        <ActionButtons action={action} subject={subject} now={now} />
      </td>
    </tr>
  )
}

function whatIn({ kind, targetFolder }: ServerActionView, t: TFunction): string {
  switch (kind) {
    case 'delete':
      return t('outgoing.delete')
    case 'move':
      return t('outgoing.move', { folder: targetFolder ?? '' })
    case 'put-back':
      return t('outgoing.putBackKind')
  }
}
