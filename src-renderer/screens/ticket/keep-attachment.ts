import { call } from '../../bridge/bridge.ts'
import { attempt } from '../../components/toast.ts'
import { i18n } from '../../i18n/i18n.ts'

/** Lists a file that a rule left out; the ticket comes anew by itself. */
export async function keepAttachment(id: string): Promise<void> {
  await attempt(
    () => call('attachments.keep', { id }),
    () => i18n.t('ticket.keptAfterAll'),
  )
}
