import { z } from 'zod'
import { ReplyAboveText } from './reply-above.ts'
import { DimensionsText, SizeText } from './sizes.ts'

/**
 * All settings, section by section. The names are those of the product we follow, so that its administrators find
 * them again. Each is global and may have a value of its own in an inbox. The form, the defaults, the checks on both
 * sides and `docs/settings.md` come from here.
 */

const Pattern = z.string().min(1, 'A pattern cannot be empty')
const AutomaticRule = z.enum(['undesired', 'process'])

export const PollingSettings = z.object({
  periodicity: z.int().min(5).max(86_400).default(30).meta({
    title: 'Time between two checks',
    unit: 'seconds',
    description:
      'How often an inbox is checked for new mail. Where an IMAP server tells of new mail by itself (IDLE), it comes at once, and the checks go on behind it.',
  }),
  retention_period: z.number().min(0).max(87_600).default(1).meta({
    title: 'Keep rows of vanished mail',
    unit: 'hours',
    description:
      'How long a message stays listed after it has gone from the server. Never counted on a failed listing. The raw mail, its trace and its ticket link are kept anyway.',
  }),
  use_message_id_as_uid: z.boolean().default(false).meta({
    title: 'Recognise messages by Message-ID',
    description:
      'For IMAP servers whose UIDs wander: a message that comes back under another UID, with the same Message-ID, size and date, stays the one it was. Messages already recorded are carried over, whenever this is switched. Mail without a Message-ID cannot be recognised so and counts as new.',
  }),
  server_action_grace_seconds: z.int().min(0).max(86_400).default(10).meta({
    title: 'Grace time before the server is touched',
    unit: 'seconds',
    description:
      'How long a deletion or a move waits, and can be undone, before it is done on the server; a message that was reset waits as long before it is decided by itself.',
  }),
})

export const ReadingSettings = z.object({
  body_parts_order: z.string().default('text/html,text/plain').meta({
    title: 'Order of body parts',
    description:
      'The preferred form of a mail, as a list of MIME types. HTML first shows inline images in place; with text first, the pictures that the HTML shows become attachments.',
  }),
  maximum_email_size: SizeText.default('10M').meta({
    title: 'Largest mail',
    unit: 'K, M, G',
    description: 'A larger mail is not downloaded: it waits with its headers as an error. 0 means no limit.',
  }),
  exclude_attachment_types: z
    .array(z.string().min(1))
    .default([
      'application/exe',
      'application/x-msdownload',
      'application/x-dosexec',
      'application/x-msi',
      'application/hta',
      '.exe',
      '.msi',
      '.js',
      '.jse',
      '.vbs',
      '.vbe',
      '.wsf',
      '.scr',
      '.bat',
      '.cmd',
      '.com',
      '.pif',
      '.lnk',
      '.iso',
      '.hta',
      '.cpl',
      '.reg',
      '.ps1',
      '.jar',
    ])
    .meta({
      title: 'Attachments left out',
      description:
        'MIME types, or file extensions with a dot. What is left out is listed with its reason and stays in the raw mail.',
    }),
  images_minimum_size: DimensionsText.default('100x20').meta({
    title: 'Smallest image',
    unit: 'pixels',
    description:
      'Images narrower or lower than this are not listed as attachments; still shown where the mail shows them.',
  }),
  images_maximum_size: DimensionsText.default('').meta({
    title: 'Largest image',
    unit: 'pixels',
    description: 'Larger images are resized. Empty means never.',
  }),
  inline_image_max_width: z.int().min(0).max(4000).default(500).meta({
    title: 'Width of inline images',
    unit: 'pixels',
    description: 'Inline images are shown at most this wide; a click shows them in full.',
  }),
})

export const NewPartSettings = z.object({
  'html-tags-to-remove': z
    .record(z.string(), z.array(z.string()))
    .default({ blockquote: [], div: ['gmail_quote', 'moz-cite-prefix'], pre: ['moz-signature'] })
    .meta({
      title: 'HTML elements that hold the old part',
      description: 'Tag names, each with the classes that mark it as quoted text; no class means every such element.',
    }),
  'introductory-patterns': z
    .array(Pattern)
    .default(['/^le .+ a écrit :$/i', '/^on .+ wrote:$/i', '|^[0-9]{4}/[0-9]{1,2}/[0-9]{1,2} .+:$|'])
    .meta({ title: 'Introductory lines', description: 'Lines just before a quoted part that go with it (PCRE).' }),
  'multiline-delimiter-patterns': z
    .array(Pattern)
    .default([
      '/\\RFrom: .+\\RSent: .+\\R/m',
      '/\\R_+\\R/m',
      '/\\RDe : .+\\R\\R?Envoyé : /m',
      "/\\RDe : .+\\RDate d'envoi : .+\\R/m",
      "/\\R-----Message d'origine-----\\R/m",
      '/\\RExpéditeur: .+\\RDate:/m',
      '/\\RDe : .+\\RDate : /m',
      '/\\RTO:.+\\RCC:/m',
    ])
    .meta({
      title: 'Multi-line delimiters',
      description: 'All that follows the earliest match is old (PCRE).',
    }),
  'delimiter-patterns': z.record(z.string(), z.boolean()).default({ '/^>.*$/': false }).meta({
    title: 'Delimiter lines',
    description: 'A matching line goes; yes means that all that follows it goes too (PCRE).',
  }),
  reply_above_marker: z.array(ReplyAboveText).default([]).meta({
    title: 'Reply above this line',
    description:
      'A line at the head of the mails that Postdesk sends: what stands below it in a reply is old. One text a language (de: Bitte oberhalb dieser Zeile antworten), or one for all; none means off.',
  }),
  fold_signatures: z.boolean().default(false).meta({
    title: 'Fold signatures',
    description:
      'The signature of the sender (below “-- ”, as mail programs mark it, or “Sent from my …”) is folded away with the quoted part. A signature alone stays.',
  }),
})

export const UndesiredSettings = z.object({
  'undesired-subject-patterns': z
    .array(Pattern)
    .default(['/^Out Of Office/i', '/^Automatic answer$/i', '/^Réponse automatique\\s*:/iu'])
    .meta({ title: 'Undesired subjects', description: 'A mail whose subject matches becomes no ticket (PCRE).' }),
  automatic_mail: z
    .partialRecord(z.enum(['auto-reply', 'bounce', 'feedback-report', 'mailing-list', 'bulk']), AutomaticRule)
    .default({
      'auto-reply': 'undesired',
      bounce: 'undesired',
      'feedback-report': 'undesired',
      'mailing-list': 'process',
      bulk: 'process',
    })
    .meta({
      title: 'Automatic mail',
      description:
        'Per kind: undesired makes no ticket, process treats it like the mail of a person, but it is never answered and reopens nothing. A kind that is not named keeps its default.',
    }),
  'undesired-purge-delay': z.number().min(0).max(3650).default(7).meta({
    title: 'Keep undesired mail on the server',
    unit: 'days',
    description:
      'Then it is removed from the server; 0 means at once. The raw mail stays in the store. Without effect for an inbox whose mail stays for ever, and for one that is read only.',
  }),
})

export const MatchingSettings = z.object({
  aggregate_replies: z.boolean().default(true).meta({
    title: 'Follow references to earlier mail',
    description: 'A reply to any mail that was processed goes into that ticket.',
  }),
  ticket_log: z
    .record(z.string(), z.enum(['public_log', 'private_log']))
    .default({ UserRequest: 'public_log', Incident: 'public_log' })
    .meta({ title: 'Log that replies go to', description: 'Per ticket class; public_log where none is named.' }),
})

/** Every setting by its name. */
export const Settings = z.object({
  ...PollingSettings.shape,
  ...ReadingSettings.shape,
  ...NewPartSettings.shape,
  ...UndesiredSettings.shape,
  ...MatchingSettings.shape,
})
export type Settings = z.output<typeof Settings>

/** The values that one inbox sets for itself; everything else comes from the global settings. */
export const SettingsOverrides = z.strictObject(
  Object.fromEntries(
    Object.entries(Settings.shape).map(([name, schema]) => [name, schema.unwrap().optional()]),
  ) as unknown as { [K in keyof Settings]: z.ZodOptional<z.ZodType<Settings[K]>> },
)
export type SettingsOverrides = z.output<typeof SettingsOverrides>

/** Sections in the order of the form and the documentation. */
export const settingsSections = [
  { name: 'polling', title: 'Checking for mail', schema: PollingSettings },
  { name: 'reading', title: 'Reading mail', schema: ReadingSettings },
  { name: 'new-part', title: 'New part of a reply', schema: NewPartSettings },
  { name: 'undesired', title: 'Undesired mail', schema: UndesiredSettings },
  { name: 'matching', title: 'Finding the ticket', schema: MatchingSettings },
] as const
