import type { Incoming, TicketGlance } from '../../../src-main/engine/intake/model.ts'
import type { Mail } from '../../../src-main/engine/mail/model.ts'
import { resolveRules } from '../../../src-main/engine/settings/inbox-rules.ts'
import { InboxConfig } from '../../../src-preload/contract/entities/inbox.ts'
import { Settings } from '../../../src-preload/contract/settings/settings.ts'

export const ada = { personId: 7, name: 'Ada Byron', address: 'ada@example.org', organisationId: null }
export const printerTicket: TicketGlance = { id: 12, ref: 'R-000012', class: 'UserRequest', state: 'new', callerId: 7 }
export const fireTicket: TicketGlance = {
  id: 13,
  ref: 'I-000003',
  class: 'Incident',
  state: 'assigned',
  callerId: null,
}

/** An ordinary mail of a person, already read. */
export function plainMail(mail: Partial<Mail> = {}): Mail {
  return {
    messageId: '<one@example.org>',
    references: [],
    subject: 'The printer is out of paper',
    from: { name: 'Ada Byron', address: 'ada@example.org' },
    replyTo: [],
    to: [{ name: '', address: 'support@example.org' }],
    cc: [],
    sentAt: 1_700_000_000_000,
    format: 'text',
    html: '',
    text: 'Please bring some.',
    attachments: [],
    newPart: { format: 'text', html: '', text: 'Please bring some.', cutText: '', rule: null },
    signature: null,
    automaticHeaders: [],
    report: null,
    subjectHits: { undesired: null, title: [] },
    fingerprint: 'f'.repeat(64),
    warnings: [],
    ...mail,
  }
}

type Circumstances = Partial<Omit<Incoming, 'mail' | 'rules'>> & {
  readonly config?: Partial<InboxConfig>
  readonly settings?: Partial<Settings>
}

/** That mail in an inbox with the given configuration, everything else by default. */
export function incoming(mail: Partial<Mail> = {}, { config, settings, ...rest }: Circumstances = {}): Incoming {
  const rules = resolveRules(
    InboxConfig.parse({ name: 'Support', protocol: 'folder', path: '/mail', ...config }),
    Settings.parse(settings ?? {}),
  )
  return {
    rowId: 1,
    sizeBytes: 2048,
    receivedAt: 1_700_000_001_000,
    whole: true,
    intoTicketId: null,
    passOver: null,
    mail: plainMail(mail),
    rules,
    ...rest,
  }
}
