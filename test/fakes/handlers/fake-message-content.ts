import type { MessageDetail } from '../../../src-preload/contract/entities/message.ts'
import type { MessageBody, MessagePreview } from '../../../src-preload/contract/entities/message-views.ts'
import type { FakeHandlers } from '../fake-api.ts'
import { type FakeContext, FakeError } from '../fake-context.ts'
import { HOSTILE_HTML, HOSTILE_NAME, PICTURE } from '../fake-desk.ts'

const QUOTE =
  'On Monday Sam Reed wrote:\n> Thank you. A technician comes at eleven.\n> Please leave it switched off until then.'
const RULE = 'attribution'
const NOTHING_SPECIAL = { signature: null, automatic: null, warnings: [] }

/** What lies in a mail, and what today's settings would make of it. */
export function fakeMessageContent({ desk, byId }: FakeContext): FakeHandlers {
  return {
    'messages.raw': ({ id }) => ({
      base64: Buffer.from(`Subject: ${byId(desk.messages, id).subject}\r\n\r\nbody`).toString('base64'),
    }),
    'messages.body': ({ id }) => {
      const message = byId(desk.messages, id)
      if (message.raw === 'none') throw new FakeError('This mail was not fetched yet: check the inbox first.')
      const body = message.fromName === HOSTILE_NAME ? hostileBody(message) : plainBody(message)
      return { ...body, ...desk.bodies.get(id) }
    },
    'messages.part': ({ part }) =>
      part === 1
        ? { name: 'panel.png', type: 'image/png', base64: PICTURE }
        : { name: 'event-log.txt', type: 'text/plain', base64: Buffer.from('E-502 fuser').toString('base64') },
    'messages.preview': ({ id }) => preview(byId(desk.messages, id)),
  }
}

function headers(message: MessageDetail): MessageBody['headers'] {
  return [
    { name: 'From', value: `${message.fromName} <${message.fromAddress}>` },
    { name: 'To', value: 'support@example.org' },
    { name: 'Subject', value: message.subject },
    { name: 'Message-ID', value: message.messageId ?? '' },
    {
      name: 'Received',
      value: 'from mail.client.example by mail.example.org with ESMTPS; Mon, 6 Jul 2026 10:00:00 +0200',
    },
    { name: 'Received', value: 'from [192.0.2.7] by mail.client.example' },
  ]
}

function plainBody(message: MessageDetail): MessageBody {
  const words =
    'Good morning,\n\nit prints again, thank you! Only the panel shows this now, and the second tray is empty.\n\nKind regards'
  return {
    format: 'text',
    html: '',
    text: `${words}\n\n${QUOTE}`,
    headers: headers(message),
    parts: [
      { part: 1, name: 'panel.png', type: 'image/png', sizeBytes: 268, inline: true, kept: true, why: null },
      { part: 2, name: 'event-log.txt', type: 'text/plain', sizeBytes: 48_211, inline: false, kept: true, why: null },
      {
        part: 3,
        name: 'setup.exe',
        type: 'application/x-msdownload',
        sizeBytes: 1_204_224,
        inline: false,
        kept: false,
        why: 'Files of the type exe are excluded (exclude_attachment_types).',
      },
    ],
    newPart: { format: 'text', html: '', text: words, cutText: QUOTE, rule: RULE },
    ...NOTHING_SPECIAL,
    incomplete: null,
  }
}

function hostileBody(message: MessageDetail): MessageBody {
  const html = HOSTILE_HTML.replace('data-attachment="a1"', 'data-part="1"')
  return {
    format: 'html',
    html,
    text: 'Hello desk',
    headers: headers(message),
    parts: [
      { part: 1, name: HOSTILE_NAME, type: 'image/png', sizeBytes: 268, inline: true, kept: true, why: null },
      { part: 2, name: '', type: 'text/plain', sizeBytes: 0, inline: false, kept: true, why: null },
    ],
    newPart: { format: 'html', html, text: 'Hello desk', cutText: '', rule: null },
    ...NOTHING_SPECIAL,
    incomplete: 'The mail is nested 1,000 deep; what lies deeper than 100 is not shown.',
  }
}

function preview(message: MessageDetail): MessagePreview {
  const kind = kindOf(message)
  const writes = kind === 'create' || kind === 'update'
  const isKnown = message.state !== 'error'
  return {
    file: message.uid,
    ok: true,
    error: null,
    mail: {
      messageId: message.messageId,
      subject: message.subject,
      from: { name: message.fromName, address: message.fromAddress },
      to: [{ name: '', address: 'support@example.org' }],
      cc: [],
      date: null,
      format: 'text',
      text: 'Good morning',
      attachments: [
        {
          name: 'event-log.txt',
          type: 'text/plain',
          sizeBytes: 48_211,
          sha256: 'ac',
          disposition: null,
          contentId: null,
          kept: true,
          why: null,
        },
        {
          name: 'setup.exe',
          type: 'application/x-msdownload',
          sizeBytes: 1_204_224,
          sha256: 'ad',
          disposition: null,
          contentId: null,
          kept: false,
          why: 'Files of the type exe are excluded (exclude_attachment_types).',
        },
      ],
    },
    automatic: null,
    newPart: null,
    decision: { kind, because: writes ? 'A known caller, no reference to a ticket.' : message.reason },
    trace: message.trace,
    ms: 1.7,
    kind,
    ticketId: message.ticketId ?? (kind === 'update' ? '2' : null),
    ticketRef: message.ticketRef ?? (kind === 'update' ? 'R-000002' : null),
    caller: isKnown ? { name: message.fromName, address: message.fromAddress, isNew: message.state === 'new' } : null,
    fields: writes
      ? [
          { code: 'title', label: 'Title', value: message.subject },
          { code: 'description', label: 'Description', value: 'Good morning,\n\nit prints again.\n'.repeat(6) },
          { code: 'origin', label: 'Origin', value: 'mail' },
          { code: 'org_id', label: 'Organisation', value: 'Klant BV' },
        ]
      : [],
    contacts: writes ? ['Lotte Bakker'] : [],
    log: kind === 'update' ? 'public_log' : null,
    stimulus: null,
    onServer: writes ? 'move' : 'keep',
    targetFolder: writes ? 'INBOX/Processed' : null,
  }
}

function kindOf({ state }: MessageDetail): NonNullable<MessagePreview['kind']> {
  switch (state) {
    case 'new':
    case 'processed':
      return 'update'
    case 'ignored':
      return 'create'
    case 'error':
      return 'reject'
    case 'undesired':
      return 'undesired'
    case 'held':
      return 'hold'
  }
}
