import { Spoiler } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { MessagePreview } from '../../../../src-preload/contract/entities/message-views.ts'
import { ForeignText } from '../../../components/foreign-text.tsx'
import { MessageStateMark } from '../../../components/state-mark.tsx'
import { addressOf } from '../../../navigation.ts'
import { PreviewAttachments } from './preview-attachments.tsx'

/** A decision and everything it would write. */
export function PreviewOutcome({ preview }: { readonly preview: MessagePreview }) {
  const { t } = useTranslation()
  const { decision, error, ticketId, ticketRef, caller, contacts, fields, log, stimulus } = preview
  const because = decision?.because ?? error ?? ''
  const writes = preview.kind === 'create' || preview.kind === 'update'
  return (
    <>
      <div className={`verdict panel preview-verdict ${stateOf(preview.kind)}`}>
        <MessageStateMark state={stateOf(preview.kind)} />
        <div>
          <strong>{sentenceOf(t, preview)}</strong>
          {because !== '' && (
            <p>
              <ForeignText whole>{because}</ForeignText>
            </p>
          )}
        </div>
      </div>
      <dl className="facts preview-facts">
        {ticketRef !== null && (
          <>
            <dt>{t(preview.kind === 'update' ? 'preview.ticket' : 'preview.hasTicket')}</dt>
            <dd>{ticketId === null ? ticketRef : <a href={addressOf.ticket(ticketId)}>{ticketRef}</a>}</dd>
          </>
        )}
        {log !== null && (
          <>
            <dt>{t('preview.log')}</dt>
            <dd>{t(`preview.${log}`)}</dd>
          </>
        )}
        {stimulus !== null && (
          <>
            <dt>{t('preview.stimulus')}</dt>
            <dd>
              <ForeignText whole>{stimulus}</ForeignText>
            </dd>
          </>
        )}
        <dt>{t('preview.caller')}</dt>
        <dd>
          {caller === null ? (
            <span className="dimmed">{t('preview.nobody')}</span>
          ) : (
            <>
              <ForeignText whole>{caller.name || caller.address}</ForeignText>
              {caller.isNew && <span className="preview-new">{t('preview.newPerson')}</span>}
              {caller.name !== '' && caller.name !== caller.address && (
                <div className="dimmed">
                  <ForeignText whole>{caller.address}</ForeignText>
                </div>
              )}
            </>
          )}
        </dd>
        {contacts.length > 0 && (
          <>
            <dt>{t('preview.contacts')}</dt>
            <dd>
              <ul className="preview-list">
                {contacts.map(contact => (
                  <li key={contact}>
                    <ForeignText whole>{contact}</ForeignText>
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
        {writes && (
          <>
            <dt>{t('preview.attachments')}</dt>
            <dd>
              <PreviewAttachments attachments={preview.mail?.attachments ?? []} />
            </dd>
          </>
        )}
        <dt>{t('preview.onServer')}</dt>
        <dd>{t(`preview.${preview.onServer}`, { folder: preview.targetFolder ?? '' })}</dd>
      </dl>
      {fields.length > 0 && (
        <>
          <h2>{t('preview.fields')}</h2>
          <dl className="facts preview-facts preview-fields">
            {fields.map(({ code, label, value }) => (
              <div key={code} className="fact">
                <dt title={code}>{label || code}</dt>
                <dd>
                  <Spoiler maxHeight={88} showLabel={t('preview.more')} hideLabel={t('preview.less')}>
                    <span className="mail-text">{value}</span>
                  </Spoiler>
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </>
  )
}

/** The state that the message would be in. */
function stateOf(kind: MessagePreview['kind']) {
  switch (kind) {
    case 'create':
    case 'update':
    case 'duplicate':
      return 'processed'
    case 'reject':
    case null:
      return 'error'
    case 'undesired':
      return 'undesired'
    case 'hold':
      return 'held'
    case 'ignore':
      return 'ignored'
  }
}

function sentenceOf(t: TFunction, { kind, ticketRef }: MessagePreview): string {
  if (kind === null) return t('preview.unreadable')
  if (kind === 'update') return ticketRef === null ? t('preview.updateSome') : t('preview.update', { ref: ticketRef })
  if (kind === 'create' && ticketRef !== null) return t('preview.createAgain')
  return t(`preview.${kind}`)
}
