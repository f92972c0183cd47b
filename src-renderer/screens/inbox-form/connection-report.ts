import type { TFunction } from 'i18next'
import type { ConnectionReport, ShownCertificate } from '../../../src-preload/contract/entities/inbox.ts'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { standardPort } from './server-fields.tsx'

type Step = ConnectionReport['steps'][number]

export type ReportFacts = {
  readonly report: ConnectionReport
  /** When it was tested, in UTC milliseconds. */
  readonly at: number
  /** Of Postdesk; null when it is not known. */
  readonly version: string | null
  readonly form: Pick<InboxForm, 'values' | 'password'>
}

/**
 * The test as text, to be sent to whoever runs the mail server. The password is not in it; should a server have
 * repeated it, it is taken out.
 */
export function describeReport({ report, at, version, form }: ReportFacts, t: TFunction): string {
  const lines = [
    t('connection.reportTitle', { at: new Date(at).toISOString() }),
    `Postdesk ${version ?? '?'}`,
    ...placeOf(form.values, t),
    '',
    ...report.steps.flatMap(step => [lineOf(step, t), ...(step.certificate ? chainOf(step.certificate, t) : [])]),
  ]
  return withoutPassword(lines.join('\n'), form.password)
}

function placeOf(values: InboxForm['values'], t: TFunction): readonly string[] {
  const { protocol, server, port, security, login, mailbox, path, pinned_certificate } = values
  if (protocol === 'folder') return [path]
  return [
    `${protocol}${security === 'tls' ? 's' : ''}://${server}:${port === '' ? standardPort(values) : port} (${security})`,
    `${t('inboxForm.login')}: ${login}`,
    ...(protocol === 'imap' ? [`${t('inboxForm.mailbox')}: ${mailbox}`] : []),
    ...(pinned_certificate === '' ? [] : [`${t('inboxForm.pinned_certificate')}: ${pinned_certificate}`]),
  ]
}

function lineOf({ ok, name, message, ms }: Step, t: TFunction): string {
  const step = t(`connectionStep.${name}`)
  return t('connection.reportLine', { mark: ok ? '✓' : '✗', step, message, ms: Math.round(ms) })
}

function chainOf({ chain, fingerprint, tlsVersion }: ShownCertificate, t: TFunction): readonly string[] {
  const day = (moment: number | null) => (moment === null ? '?' : new Date(moment).toISOString().slice(0, 10))
  const links = chain.map(({ subject, issuer, validFrom, validUntil }) =>
    t('connection.chainLink', { subject, issuer, from: day(validFrom), until: day(validUntil) }),
  )
  return [`${tlsVersion}, SHA-256 ${fingerprint}`, ...links].map(line => `    ${line}`)
}

/** The engine has masked what it knows, also the stored password; this is for what has just been typed. */
function withoutPassword(text: string, password: string): string {
  if (password === '') return text
  const bytes = String.fromCharCode(...new TextEncoder().encode(password))
  return [password, btoa(bytes), btoa(bytes).replace(/=+$/, ''), encodeURIComponent(password)].reduce(
    (rest, form) => rest.replaceAll(form, '•••'),
    text,
  )
}
