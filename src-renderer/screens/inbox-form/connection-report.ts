import type { TFunction } from 'i18next'
import type { ConnectionReport } from '../../../src-preload/contract/entities/inbox.ts'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { standardPort } from './server-fields.tsx'

/**
 * The test as text, to be sent to whoever runs the mail server. The password is not in it; should a server have
 * repeated it, it is taken out.
 */
export function describeReport({ steps }: ConnectionReport, at: number, form: InboxForm, t: TFunction): string {
  const { protocol, server, port, security, login, mailbox, path } = form.values
  const place =
    protocol === 'folder'
      ? [path]
      : [
          `${protocol}${security === 'tls' ? 's' : ''}://${server}:${port === '' ? standardPort(form.values) : port} (${security})`,
          `${t('inboxForm.login')}: ${login}`,
          ...(protocol === 'imap' ? [`${t('inboxForm.mailbox')}: ${mailbox}`] : []),
        ]
  const lines = steps.map(({ name, ok, message, ms }) =>
    t('connection.reportLine', {
      mark: ok ? '✓' : '✗',
      step: t(`connectionStep.${name}`),
      message,
      ms: Math.round(ms),
    }),
  )
  const text = [t('connection.reportTitle', { at: new Date(at).toISOString() }), ...place, '', ...lines].join('\n')
  return form.password === '' ? text : text.replaceAll(form.password, '•••')
}
