import { z } from 'zod'
import { SettingsOverrides } from '../settings/settings.ts'
import { Id, Instant } from './ids.ts'

/** SHA-256 of a certificate as hex, with or without colons, as tools and browsers show it; '' is none. */
const OptionalFingerprint = z
  .string()
  .trim()
  .max(200)
  .refine(
    text => /^(([0-9a-f]{2}:?){31}[0-9a-f]{2})?$/i.test(text),
    'Write the SHA-256 fingerprint: 64 digits and letters A to F',
  )

/** What signs somebody in: SASL, and USER and APOP of POP3. */
export const SignInMechanism = z.enum(['PLAIN', 'LOGIN', 'CRAM-MD5', 'XOAUTH2', 'OAUTHBEARER', 'USER', 'APOP'])
export type SignInMechanism = z.infer<typeof SignInMechanism>

export const Protocol = z.enum(['imap', 'pop3', 'folder'])
export const TicketClass = z.enum(['UserRequest', 'Incident'])
export type TicketClass = z.infer<typeof TicketClass>

export const EmailAddress = z
  .string()
  .regex(/^[^\s@<>",;]+@[^\s@<>",;]+$/, 'Write one e-mail address, such as helpdesk@example.org')
const OptionalAddress = z.union([z.literal(''), EmailAddress])

/**
 * What an administrator sets for one inbox: the fields of the form and of `inbox.json`, by the names of the product we
 * follow. Only what has no sensible default is required.
 */
export const InboxConfig = z
  .strictObject({
    name: z.string().trim().min(1, 'Give the inbox a name').max(200),
    protocol: Protocol.default('imap'),
    server: z.string().trim().max(255).default(''),
    port: z.int().min(1).max(65_535).optional(),
    security: z.enum(['tls', 'starttls', 'none']).default('tls'),
    validate_certificate: z.boolean().default(true),
    ca_file: z.string().default('').meta({ description: 'A PEM file with the authority or the certificate to trust.' }),
    pinned_certificate: OptionalFingerprint.default('').meta({
      description: 'SHA-256 fingerprint of the one certificate to accept, whatever else it says.',
    }),
    login: z.string().trim().max(320).default(''),
    auth: z.enum(['password', 'oauth']).default('password'),
    oauth_account: Id.optional().meta({
      description: 'With "oauth": who signed in. The login may be another one, of a shared mailbox.',
    }),
    auth_option: z
      .enum(['automatic', ...SignInMechanism.options])
      .default('automatic')
      .meta({
        description: 'How the sign-in is said to the server; automatic takes the best that is offered.',
      }),
    disable_authenticator: z.array(SignInMechanism).max(SignInMechanism.options.length).default([]).meta({
      description: 'Mechanisms that are never used, whatever the server offers.',
    }),
    mailbox: z.string().max(1000).default('INBOX'),
    path: z.string().max(4096).default(''),
    follow_links: z.boolean().default(false).meta({
      description: 'With "folder": also read files that links outside of the folder lead to.',
    }),
    own_addresses: z.array(EmailAddress).max(100).default([]),
    active: z.boolean().default(true),
    behavior: z.enum(['create_only', 'update_only', 'both']).default('both'),
    target_class: TicketClass.default('UserRequest'),
    ticket_default_values: z.string().max(20_000).default(''),
    ticket_default_title: z.string().max(255).default(''),
    title_pattern: z.string().max(2000).default('/\\b[RICP]-\\d{6,}\\b/'),
    title_ignore_patterns: z.array(z.string().min(1).max(2000)).max(100).default([]),
    stimuli: z.string().max(20_000).default(''),
    email_storage: z.enum(['keep', 'delete', 'move']).default('keep'),
    target_folder: z.string().max(1000).default(''),
    remove_when_ticket_closes: z.boolean().default(false).meta({
      description:
        'With "keep": the mail is removed from the server once its ticket is closed or deleted. Otherwise it stays for ever, undesired mail too.',
    }),
    readonly: z.boolean().default(false).meta({
      description:
        'The mailbox is only read: nothing is deleted, moved, put back or created there, by rule or by hand. What the other fields ask for is stored and has no effect.',
    }),
    unknown_caller_behavior: z.enum(['reject_email', 'create_contact']).default('reject_email'),
    unknown_caller_rejection_reply: z.string().max(20_000).default(''),
    caller_default_values: z.string().max(20_000).default(''),
    error_behavior: z.enum(['mark_as_error', 'delete']).default('mark_as_error'),
    notify_errors_to: OptionalAddress.default(''),
    notify_errors_from: OptionalAddress.default(''),
    import_additional_contacts: z.enum(['never', 'always', 'only_on_creation', 'only_on_update']).default('never'),
    trace: z.boolean().default(false),
    settings: SettingsOverrides.default({}).meta({ description: 'Settings that differ from the global ones.' }),
  })
  .meta({ title: 'Inbox' })
export type InboxConfig = z.output<typeof InboxConfig>

/** Messages of an inbox by state, those present on the server only. */
export const MessageCounts = z.object({
  new: z.int(),
  processed: z.int(),
  error: z.int(),
  undesired: z.int(),
  ignored: z.int(),
  held: z.int(),
})
export type MessageCounts = z.infer<typeof MessageCounts>

export const InboxHealth = z.object({
  lastPollAt: Instant.nullable(),
  lastSuccessAt: Instant.nullable(),
  lastError: z.string().nullable(),
  failures: z.int(),
  nextPollAt: Instant.nullable(),
  polling: z.boolean(),
})

export const InboxSummary = z.object({
  id: Id,
  name: z.string(),
  protocol: Protocol,
  /** `imaps://mail.example.org · INBOX`, or the path of a folder source. */
  where: z.string(),
  login: z.string(),
  active: z.boolean(),
  counts: MessageCounts,
  /** What the server itself counted at the last complete listing. */
  onServer: z.int(),
  /** Nothing of it is processed before a person has said from where on. */
  awaitsFirstLook: z.boolean(),
  /** It was added by a version that did not store `readonly`: a person has to say once whether it was meant so. */
  asksReadonly: z.boolean(),
  health: InboxHealth,
})
export type InboxSummary = z.infer<typeof InboxSummary>

export const InboxDetail = InboxSummary.extend({ config: InboxConfig, hasPassword: z.boolean() })
export type InboxDetail = z.infer<typeof InboxDetail>

/** Counts of one pass; `skipped` = seen before. */
export const PollResult = z.object({
  id: Id,
  seen: z.int(),
  new: z.int(),
  processed: z.int(),
  created: z.int(),
  updated: z.int(),
  error: z.int(),
  undesired: z.int(),
  ignored: z.int(),
  held: z.int(),
  skipped: z.int(),
  ms: z.number(),
  /** Why the pass ended early; null when it went through. */
  failure: z.string().nullable(),
})
export type PollResult = z.infer<typeof PollResult>

/** Which mail of a mailbox that is new to Postdesk is processed; the rest becomes ignored. */
export const FirstLookChoice = z.discriminatedUnion('take', [
  z.strictObject({ take: z.literal('all') }),
  z.strictObject({ take: z.literal('since'), since: Instant }),
  z.strictObject({ take: z.literal('new-only') }),
])
export type FirstLookChoice = z.infer<typeof FirstLookChoice>

/** What lies in a mailbox before its first mail is processed. */
export const FirstLook = z.object({
  total: z.int(),
  oldestAt: Instant.nullable(),
  newestAt: Instant.nullable(),
  /** How many were received at or after the asked time; null when none was asked. */
  since: z.int().nullable(),
  /** Nobody has said yet which of its mail is processed. Else the desk goes on where it stopped. */
  isNew: z.boolean(),
})
export type FirstLook = z.infer<typeof FirstLook>

/** One thing that is wrong with a configuration, beside its field; `line` from 1 where the field has one entry a line. */
export const ConfigIssue = z.object({ field: z.string(), message: z.string(), line: z.int().optional() })
export type ConfigIssue = z.infer<typeof ConfigIssue>

const CertificateLink = z.object({
  subject: z.string(),
  issuer: z.string(),
  validFrom: Instant.nullable(),
  validUntil: Instant.nullable(),
})
/** What the server showed in the TLS handshake, trusted or not. */
export const ShownCertificate = CertificateLink.extend({
  /** SHA-256, as colon separated hex. */
  fingerprint: z.string(),
  /** `TLSv1.3` */
  tlsVersion: z.string(),
  /** From the server's own certificate up to the root, as far as it is known. */
  chain: z.array(CertificateLink),
})
export type ShownCertificate = z.infer<typeof ShownCertificate>

export const ConnectionStepView = z.object({
  name: z.enum(['address', 'connect', 'encryption', 'capabilities', 'sign-in', 'folder', 'read', 'permission']),
  ok: z.boolean(),
  message: z.string(),
  field: z.string().optional(),
  ms: z.number(),
  /** With the encryption step, failed or not. */
  certificate: ShownCertificate.optional(),
})
export const ConnectionReport = z.object({ ok: z.boolean(), steps: z.array(ConnectionStepView) })
export type ConnectionReport = z.infer<typeof ConnectionReport>
