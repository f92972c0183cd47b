import { Button, SegmentedControl, Textarea } from '@mantine/core'
import { IconLock, IconMessage } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../bridge/bridge.ts'
import { KeyCaps } from '../../commands/key-caps.tsx'
import { attempt } from '../../components/toast.ts'
import { COMPOSER_ID, keepDraft, useEntryDraft } from './drafts.ts'

/** Writes an entry into one of the two logs; what was typed stays until it is saved, wherever one goes meanwhile. */
export function Composer({ ticketId }: { readonly ticketId: string }) {
  const { t } = useTranslation()
  const { text, log } = useEntryDraft(ticketId)
  const [busy, setBusy] = useState(false)
  const isPrivate = log === 'private_log'
  const isEmpty = text.trim() === ''
  const add = async () => {
    if (isEmpty || busy) return
    setBusy(true)
    const added = await attempt(
      () => call('tickets.addEntry', { id: ticketId, log, text }),
      () => (isPrivate ? t('ticket.addedPrivate') : t('ticket.addedPublic')),
    )
    if (added) keepDraft(ticketId, { text: '' })
    setBusy(false)
  }
  return (
    <form
      className={isPrivate ? 'composer private' : 'composer'}
      aria-label={t('ticket.write')}
      onSubmit={event => {
        event.preventDefault()
        void add()
      }}
    >
      <div className="composer-head">
        <SegmentedControl
          size="xs"
          aria-label={t('ticket.log')}
          value={log}
          onChange={value => keepDraft(ticketId, { log: value === 'private_log' ? value : 'public_log' })}
          data={[
            {
              value: 'public_log',
              label: (
                <span className="mark">
                  <IconMessage size={14} aria-hidden />
                  {t('ticket.public')}
                </span>
              ),
            },
            {
              value: 'private_log',
              label: (
                <span className="mark">
                  <IconLock size={14} aria-hidden />
                  {t('ticket.private')}
                </span>
              ),
            },
          ]}
        />
        <span className="dimmed small">{isPrivate ? t('ticket.privateHelp') : t('ticket.publicHelp')}</span>
      </div>
      <Textarea
        id={COMPOSER_ID}
        aria-label={t('ticket.write')}
        placeholder={isPrivate ? t('ticket.writePrivate') : t('ticket.writePublic')}
        autosize
        minRows={3}
        maxRows={16}
        value={text}
        onChange={({ currentTarget }) => keepDraft(ticketId, { text: currentTarget.value })}
        onKeyDown={event => {
          if (event.key === 'Escape') event.currentTarget.blur()
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          void add()
        }}
      />
      <div className="composer-foot">
        <span className="dimmed small">{!isEmpty && t('ticket.draftKept')}</span>
        <KeyCaps keys="mod+Enter" />
        <Button type="submit" loading={busy} disabled={isEmpty}>
          {isPrivate ? t('ticket.addPrivate') : t('ticket.addPublic')}
        </Button>
      </div>
    </form>
  )
}
