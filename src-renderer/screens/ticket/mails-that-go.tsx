import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TicketDetail } from '../../../src-preload/contract/entities/ticket.ts'
import { countMailsThatGo } from './count-mails-that-go.ts'

/** Undefined while it is counted, null when that cannot be told. */
type Count = number | null | undefined

/** What the end of a ticket means for its mails on their servers. */
export function MailsThatGo({ ticket }: { readonly ticket: TicketDetail }) {
  const { t } = useTranslation()
  const [count, setCount] = useState<Count>(ticket.mails.length === 0 ? 0 : undefined)
  useEffect(() => {
    let current = true
    if (ticket.mails.length > 0) {
      void countMailsThatGo(ticket.id).then(found => {
        if (current) setCount(found)
      })
    }
    return () => {
      current = false
    }
  }, [ticket.id, ticket.mails.length])
  return (
    <p className="dialog-sentence" role="status">
      {sentence()}
    </p>
  )

  function sentence() {
    if (count === undefined) return t('common.loading')
    if (count === null) return t('ticket.mailsUnknown')
    return count === 0 ? t('ticket.mailsStay') : t('ticket.mailsGo', { count })
  }
}
