import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EntryView } from '../../../src-preload/contract/entities/ticket.ts'
import { call } from '../../bridge/bridge.ts'
import { CutPart } from '../../components/cut-part.tsx'
import { cutRuleWords } from '../../components/cut-rule-words.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { attempt, toastWithUndo, whileUndoable } from '../../components/toast.ts'
import { addressOf } from '../../navigation.ts'

type EntryCutProps = { readonly ticketId: string; readonly entry: EntryView }

/** What was left out of the mail of an entry, with the way to put it back; or that it was put back, with the way on. */
export function EntryCut({ ticketId, entry }: EntryCutProps) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const { cutText, cutRule, messageId, putBack } = entry
  if (cutText === '') return null
  const key = { id: ticketId, entryId: entry.id }
  const ways = {
    putBack: { go: () => call('tickets.putBack', key), back: () => call('tickets.foldAgain', key) },
    foldAgain: { go: () => call('tickets.foldAgain', key), back: () => call('tickets.putBack', key) },
  }
  const take = async (way: keyof typeof ways) => {
    setBusy(true)
    await whileUndoable(async () => {
      if (await attempt(ways[way].go)) toastWithUndo(t(`ticket.${way}Done`), ways[way].back)
    })
    setBusy(false)
  }
  const mail = messageId !== null && (
    <a className="small" href={addressOf.message(messageId)}>
      {t('ticket.theMail')}
    </a>
  )
  if (putBack) {
    return (
      <p className="voice-cut put-back small dimmed">
        <ForeignText>
          {cutRule === null ? t('ticket.isPutBack') : t('ticket.isPutBackBy', { rule: cutRuleWords(t, cutRule) })}
        </ForeignText>
        {mail}
        <Button variant="subtle" size="compact-xs" disabled={busy} onClick={() => void take('foldAgain')}>
          {t('ticket.foldAgain')}
        </Button>
      </p>
    )
  }
  return (
    <div className="voice-cut">
      <CutPart text={cutText} rule={cutRule}>
        {mail}
        <Button variant="subtle" size="compact-xs" disabled={busy} onClick={() => void take('putBack')}>
          {t('ticket.putBack')}
        </Button>
      </CutPart>
    </div>
  )
}
