import { Button, SegmentedControl, Textarea } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../bridge/bridge.ts'
import { attempt } from '../../components/toast.ts'

/** Writes an entry into one of the two logs; what was typed stays until it is saved. */
export function Composer({ ticketId }: { readonly ticketId: string }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [log, setLog] = useState<'public_log' | 'private_log'>('public_log')
  const [busy, setBusy] = useState(false)
  const isPrivate = log === 'private_log'
  const add = async () => {
    if (text.trim() === '' || busy) return
    setBusy(true)
    const added = await attempt(
      () => call('tickets.addEntry', { id: ticketId, log, text }),
      () => (isPrivate ? t('ticket.addedPrivate') : t('ticket.addedPublic')),
    )
    if (added) setText('')
    setBusy(false)
  }
  useHotkeys([['mod+Enter', () => void add()]], [])
  return (
    <form
      className="composer"
      aria-label={t('ticket.write')}
      onSubmit={event => {
        event.preventDefault()
        void add()
      }}
    >
      <Textarea
        aria-label={t('ticket.write')}
        placeholder={isPrivate ? t('ticket.writePrivate') : t('ticket.writePublic')}
        autosize
        minRows={3}
        maxRows={16}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <div className="row" style={{ justifyContent: 'space-between', marginTop: 8 }}>
        <SegmentedControl
          size="xs"
          aria-label={t('ticket.log')}
          value={log}
          onChange={value => setLog(value === 'private_log' ? value : 'public_log')}
          data={[
            { value: 'public_log', label: t('ticket.public') },
            { value: 'private_log', label: t('ticket.private') },
          ]}
        />
        <Button type="submit" loading={busy} disabled={text.trim() === ''}>
          {isPrivate ? t('ticket.addPrivate') : t('ticket.addPublic')}
        </Button>
      </div>
    </form>
  )
}
