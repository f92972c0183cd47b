import type { InboxDetail } from '../../src-preload/contract/entities/inbox.ts'
import { InboxConfig } from '../../src-preload/contract/entities/inbox.ts'
import type { MessageDetail, MessageState } from '../../src-preload/contract/entities/message.ts'
import type { OauthAccountView, OauthClientView, SignInView } from '../../src-preload/contract/entities/oauth.ts'
import type { ServerActionView } from '../../src-preload/contract/entities/operations.ts'
import type { Organisation, Person } from '../../src-preload/contract/entities/person.ts'
import type { EntryView, TicketDetail } from '../../src-preload/contract/entities/ticket.ts'
import { fakeActions } from './fake-actions.ts'
import { fakeBodies } from './fake-bodies.ts'

/** A small desk that never was: enough of everything to look at each screen, hostile texts included. */
export type FakeDesk = {
  inboxes: InboxDetail[]
  messages: MessageDetail[]
  /** What is special about the body of a message, by its id. */
  bodies: ReturnType<typeof fakeBodies>
  tickets: TicketDetail[]
  people: Person[]
  organisations: Organisation[]
  actions: ServerActionView[]
  files: Map<string, { name: string; type: string; base64: string }>
  oauthClients: OauthClientView[]
  oauthAccounts: OauthAccountView[]
  /** Every sign-in with the browser so far; one is ended by changing it and telling so. */
  signIns: SignInView[]
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** A blue picture of 120 x 48 pixels. */
export const PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAAHgAAAAwCAIAAABVDSmEAAANnUlEQVR42h3CB6pEAUAYwH8okSBBJIhIEBEJYXvvvffee73SHkzeDPP3D6FfMGzEqDHjJkyaMm3GrDnzFixasmzFqjXrNmzasm3Hrj37Dhw6cuzEqTPnLly6cu3GrTv3Hjx68uzFqzfvPnz68u3Hb/DvH0O/YNiIUWPGTZg0ZdqMWXPmLVi0ZNmKVWvWbdi0ZduOXXv2HTh05NiJU2fOXbh05dqNW3fuPXj05NmLV2/effj05duP3+Df/wr9gmEjRo0ZN2HSlGkzZs2Zt2DRkmUrVq1Zt2HTlm07du3Zd+DQkWMnTp05d+HSlWs3bt259+DRk2cvXr159+HTl28/foN//xT6BcNGjBozbsKkKdNmzJozb8GiJctWrFqzbsOmLdt27Nqz78ChI8dOnDpz7sKlK9du3Lpz78GjJ89evHrz7sOnL99+/Ab//nfoFwwbMWrMuAmTpkybMWvOvAWLlixbsWrNug2btmzbsWvPvgOHjhw7cerMuQuXrly7cevOvQePnjx78erNuw+fvnz78Rv8++fQLxg2YtSYcRMmTZk2Y9aceQsWLVm2YtWadRs2bdm2Y9eefQcOHTl24tSZcxcuXbl249adew8ePXn24tWbdx8+ffn24zf49y+hXzBsxKgx4yZMmjJtxqw58xYsWrJsxao16zZs2rJtx649+w4cOnLsxKkz5y5cunLtxq079x48evLsxas37z58+vLtx2/w7/+EfsGwEaPGjJswacq0GbPmzFuwaMmyFavWrNuwacu2Hbv27Dtw6MixE6fOnLtw6cq1G7fu3Hvw6MmzF6/evPvw6cu3H7/Bv38N/YJhI0aNGTdh0pRpM2bNmbdg0ZJlK1atWbdh05ZtO3bt2Xfg0JFjJ06dOXfh0pVrN27duffg0ZNnL169effh05dvP36Df/8W+gXDRowaM27CpCnTZsyaM2/BoiXLVqxas27Dpi3bduzas+/AoSPHTpw6c+7CpSvXbty6c+/BoyfPXrx68+7Dpy/ffvwG//499AuGjRg1ZtyESVOmzZg1Z96CRUuWrVi1Zt2GTVu27di1Z9+BQ0eOnTh15tyFS1eu3bh1596DR0+evXj15t2HT1++/fgN/v3f0C8YNmLUmHETJk2ZNmPWnHkLFi1ZtmLVmnUbNm3ZtmPXnn0HDh05duLUmXMXLl25duPWnXsPHj159uLVm3cfPn359uM3+PcfoV8wbMSoMeMmTJoybcasOfMWLFqybMWqNes2bNqybceuPfsOHDpy7MSpM+cuXLpy7catO/cePHry7MWrN+8+fPry7cdv8O8/Q79g2IhRY8ZNmDRl2oxZc+YtWLRk2YpVa9Zt2LRl245de/YdOHTk2IlTZ85duHTl2o1bd+49ePTk2YtXb959+PTl24/f4N9/hX7BsBGjxoybMGnKtBmz5sxbsGjJshWr1qzbsGnLth279uw7cOjIsROnzpy7cOnKtRu37tx78OjJsxev3rz78OnLtx+/wb//Dv2CYSNGjRk3YdKUaTNmzZm3YNGSZStWrVm3YdOWbTt27dl34NCRYydOnTl34dKVazdu3bn34NGTZy9evXn34dOXbz9+g3//L/QLho0YNWbchElTps2YNWfegkVLlq1YtWbdhk1btu3YtWffgUNHjp04debchUtXrt24defeg0dPnr149ebdh09fvv34Df79/9AvGDZi1JhxEyZNmTZj1px5CxYtWbZi1Zp1GzZt2bZj1559Bw4dOXbi1JlzFy5duXbj1p17Dx49efbi1Zt3Hz59+fbjN/gXCv2CYSNGjRk3YdKUaTNmzZm3YNGSZStWrVm3YdOWbTt27dl34NCRYydOnTl34dKVazdu3bn34NGTZy9evXn34dOXbz9+g3+R0C8YNmLUmHETJk2ZNmPWnHkLFi1ZtmLVmnUbNm3ZtmPXnn0HDh05duLUmXMXLl25duPWnXsPHj159uLVm3cfPn359uM3+BcL/YJhI0aNGTdh0pRpM2bNmbdg0ZJlK1atWbdh05ZtO3bt2Xfg0JFjJ06dOXfh0pVrN27duffg0ZNnL169effh05dvP36Df4nQLxg2YtSYcRMmTZk2Y9aceQsWLVm2YtWadRs2bdm2Y9eefQcOHTl24tSZcxcuXbl249adew8ePXn24tWbdx8+ffn24zf4lwr9gmEjRo0ZN2HSlGkzZs2Zt2DRkmUrVq1Zt2HTlm07du3Zd+DQkWMnTp05d+HSlWs3bt259+DRk2cvXr159+HTl28/foN/mdAvGDZi1JhxEyZNmTZj1px5CxYtWbZi1Zp1GzZt2bZj1559Bw4dOXbi1JlzFy5duXbj1p17Dx49efbi1Zt3Hz59+fbjN/iXC/2CYSNGjRk3YdKUaTNmzZm3YNGSZStWrVm3YdOWbTt27dl34NCRYydOnTl34dKVazdu3bn34NGTZy9evXn34dOXbz9+g3+F0C8YNmLUmHETJk2ZNmPWnHkLFi1ZtmLVmnUbNm3ZtmPXnn0HDh05duLUmXMXLl25duPWnXsPHj159uLVm3cfPn359uM3+FcK/YJhI0aNGTdh0pRpM2bNmbdg0ZJlK1atWbdh05ZtO3bt2Xfg0JFjJ06dOXfh0pVrN27duffg0ZNnL169effh05dvP36Df5XQLxg2YtSYcRMmTZk2Y9aceQsWLVm2YtWadRs2bdm2Y9eefQcOHTl24tSZcxcuXbl249adew8ePXn24tWbdx8+ffn24zf4Vwv9gmEjRo0ZN2HSlGkzZs2Zt2DRkmUrVq1Zt2HTlm07du3Zd+DQkWMnTp05d+HSlWs3bt259+DRk2cvXr159+HTl28/foN/jdAvGDZi1JhxEyZNmTZj1px5CxYtWbZi1Zp1GzZt2bZj1559Bw4dOXbi1JlzFy5duXbj1p17Dx49efbi1Zt3Hz59+fbjN/jXCv2CYSNGjRk3YdKUaTNmzZm3YNGSZStWrVm3YdOWbTt27dl34NCRYydOnTl34dKVazdu3bn34NGTZy9evXn34dOXbz9+g3+d0C8YNmLUmHETJk2ZNmPWnHkLFi1ZtmLVmnUbNm3ZtmPXnn0HDh05duLUmXMXLl25duPWnXsPHj159uLVm3cfPn359uM3+NcL/YJhI0aNGTdh0pRpM2bNmbdg0ZJlK1atWbdh05ZtO3bt2Xfg0JFjJ06dOXfh0pVrN27duffg0ZNnL169effh05dvP36Df4PQLxg2YtSYcRMmTZk2Y9aceQsWLVm2YtWadRs2bdm2Y9eefQcOHTl24tSZcxcuXbl249adew8ePXn24tWbdx8+ffn24zf4Nwr9gmEjRo0ZN2HSlGkzZs2Zt2DRkmUrVq1Zt2HTlm07du3Zd+DQkWMnTp05d+HSlWs3bt259+DRk2cvXr159+HTl28/foN/k9AvGDZi1JhxEyZNmTZj1px5CxYtWbZi1Zp1GzZt2bZj1559Bw4dOXbi1JlzFy5duXbj1p17Dx49efbi1Zt3Hz59+fbjN/g3C/2CYSNGjRk3YdKUaTNmzZm3YNGSZStWrVm3YdOWbTt27dl34NCRYydOnTl34dKVazdu3bn34NGTZy9evXn34dOXbz9+g3+L0C8YNmLUmHETJk2ZNmPWnHkLFi1ZtmLVmnUbNm3ZtmPXnn0HDh05duLUmXMXLl25duPWnXsPHj159uLVm3cfPn359uM3+LcK/YJhI0aNGTdh0pRpM2bNmbdg0ZJlK1atWbdh05ZtO3bt2Xfg0JFjJ06dOXfh0pVrN27duffg0ZNnL169effh05dvP36Df5vQLxg2YtSYcRMmTZk2Y9aceQsWLVm2YtWadRs2bdm2Y9eefQcOHTl24tSZcxcuXbl249adew8ePXn24tWbdx8+ffn24zf4twv9gmEjRo0ZN2HSlGkzZs2Zt2DRkmUrVq1Zt2HTlm07du3Zd+DQkWMnTp05d+HSlWs3bt259+DRk2cvXr159+HTl28/foN/h9AvGDZi1JhxEyZNmTZj1px5CxYtWbZi1Zp1GzZt2bZj1559Bw4dOXbi1JlzFy5duXbj1p17Dx49efbi1Zt3Hz59+fbjN/h3Cv2CYSNGjRk3YdKUaTNmzZm3YNGSZStWrVm3YdOWbTt27dl34NCRYydOnTl34dKVazdu3bn34NGTZy9evXn34dOXbz9+g3+X0C8YNmLUmHETJk2ZNmPWnHkLFi1ZtmLVmnUbNm3ZtmPXnn0HDh05duLUmXMXLl25duPWnXsPHj159uLVm3cfPn359uM3+HcL/YJhI0aNGTdh0pRpM2bNmbdg0ZJlK1atWbdh05ZtO3bt2Xfg0JFjJ06dOXfh0pVrN27duffg0ZNnL169effh05dvP36Df4/QLxg2YtSYcRMmTZk2Y9aceQsWLVm2YtWadRs2bdm2Y9eefQcOHTl24tSZcxcuXbl249adew8ePXn24tWbdx8+ffn24zf49wr9gmEjRo0ZN2HSlGkzZs2Zt2DRkmUrVq1Zt2HTlm07du3Zd+DQkWMnTp05d+HSlWs3bt259+DRk2cvXr159+HTl28/foN/n9AvGDZi1JhxEyZNmTZj1px5CxYtWbZi1Zp1GzZt2bZj1559Bw4dOXbi1JlzFy5duXbj1p17Dx49efbi1Zt3Hz59+fbjN/g/geRDXfTnXQ4AAAAASUVORK5CYII='

/** HTML that tries everything; a screen must show its words and nothing else may happen. */
export const HOSTILE_HTML = `<p>Hello <b>desk</b>, see the picture:</p>
<img data-attachment="a1"><img src="http://127.0.0.1:9/track.png" onerror="parent.hacked=1">
<script>parent.hacked = 1; fetch('http://127.0.0.1:9/')</script><meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">
<style>@import url(http://127.0.0.1:9/a.css); body { background: url(http://127.0.0.1:9/b.png) }</style>
<p><a href="http://127.0.0.1:9/leave" target="_top">a link that leads away</a></p><form action="http://127.0.0.1:9/"><input name="q"></form>
<iframe src="http://127.0.0.1:9/"></iframe>`

export const HOSTILE_NAME = 'Eve <img src=x onerror=alert(1)> \u202egpj.exe'

export function emptyDesk(): FakeDesk {
  return {
    inboxes: [],
    messages: [],
    actions: [],
    bodies: new Map(),
    tickets: [],
    people: [],
    organisations: [],
    files: new Map(),
    ...noOauth(),
  }
}

function noOauth(): Pick<FakeDesk, 'oauthClients' | 'oauthAccounts' | 'signIns'> {
  return { oauthClients: [], oauthAccounts: [], signIns: [] }
}

export function filledDesk(now: number): FakeDesk {
  const tickets = [printerTicket(now), accessTicket(now), hostileTicket(now)]
  return {
    inboxes: [supportInbox(now), billingInbox(now), archiveInbox()],
    messages: messages(now),
    bodies: fakeBodies(),
    tickets,
    people: people(),
    actions: fakeActions(now),
    organisations: [
      { id: '1', name: 'Klant BV', domains: ['klant.example', 'klant.nl'] },
      { id: '2', name: 'Example Networks', domains: [] },
    ],
    files: new Map([
      ['a1', { name: 'panel.png', type: 'image/png', base64: PICTURE }],
      ['a2', { name: 'event-log.txt', type: 'text/plain', base64: Buffer.from('E-502 fuser').toString('base64') }],
    ]),
    ...noOauth(),
  }
}

export function inboxDetail(id: string, config: InboxConfig, more: Partial<InboxDetail> = {}): InboxDetail {
  return {
    id,
    name: config.name,
    protocol: config.protocol,
    where: config.protocol === 'folder' ? config.path : `${config.protocol}s://${config.server} · ${config.mailbox}`,
    login: config.login,
    active: config.active,
    counts: { new: 0, processed: 0, error: 0, undesired: 0, ignored: 0, held: 0 },
    onServer: 0,
    awaitsFirstLook: false,
    asksReadonly: false,
    health: { lastPollAt: null, lastSuccessAt: null, lastError: null, failures: 0, nextPollAt: null, polling: false },
    config,
    hasPassword: config.login !== '',
    ...more,
  }
}

function supportInbox(now: number): InboxDetail {
  const config = InboxConfig.parse({
    name: 'Support',
    server: 'mail.example.org',
    login: 'support@example.org',
    remove_when_ticket_closes: true,
  })
  return inboxDetail('1', config, {
    counts: { new: 3, processed: 1204, error: 2, undesired: 40, ignored: 7, held: 1 },
    onServer: 1257,
    health: {
      lastPollAt: now - 12_000,
      lastSuccessAt: now - 12_000,
      lastError: null,
      failures: 0,
      nextPollAt: now + 18_000,
      polling: false,
    },
  })
}

function billingInbox(now: number): InboxDetail {
  const config = InboxConfig.parse({ name: 'Billing', server: 'imap.example.net', login: 'billing@example.net' })
  return inboxDetail('2', config, {
    counts: { new: 0, processed: 88, error: 0, undesired: 1, ignored: 0, held: 0 },
    onServer: 89,
    health: {
      lastPollAt: now - 40_000,
      lastSuccessAt: now - 3 * HOUR,
      lastError:
        'imap.example.net refused the password of billing@example.net. Correct it in the settings of the inbox.',
      failures: 7,
      nextPollAt: now + 4 * MINUTE,
      polling: false,
    },
  })
}

function archiveInbox(): InboxDetail {
  const config = InboxConfig.parse({
    name: 'Old archive',
    protocol: 'folder',
    path: '/srv/archive/mail',
    active: false,
  })
  return inboxDetail('3', config)
}

function messages(now: number): MessageDetail[] {
  const rows: [MessageState, string, string, string, string, string | null, number][] = [
    [
      'error',
      'Anna Berg',
      'anna@client.example',
      'Printer on fire',
      'No person has the address anna@client.example.',
      null,
      4 * MINUTE,
    ],
    ['new', 'it@client.fr', 'it@client.fr', 'Re: accès VPN [R-000002]', 'Waits for the next check.', null, 9 * MINUTE],
    [
      'processed',
      'Jan de Vries',
      'jan@klant.example',
      'Factuur ontbreekt',
      'A known caller, no reference to a ticket: opened R-000001.',
      '1',
      21 * MINUTE,
    ],
    [
      'processed',
      'Мария Иванова',
      'maria@example.net',
      'Re: Доступ к VPN',
      'In-Reply-To names a mail of R-000002.',
      '2',
      3 * HOUR,
    ],
    [
      'undesired',
      'Mailer',
      'noreply@shop.example',
      'Out of office: back on Monday',
      'The subject matches /^Out Of Office/i.',
      null,
      5 * HOUR,
    ],
    [
      'held',
      'Monitor',
      'monitor@example.org',
      'Disk 91 % full on db-2',
      'More than 20 mails from monitor@example.org in 10 minutes.',
      null,
      6 * HOUR,
    ],
    [
      'error',
      HOSTILE_NAME,
      'eve@evil.example',
      '\u202eInvoice <script>alert(1)</script> '.padEnd(160, 'overlong'),
      'The mail could not be read: its parts are nested 1,000 deep.',
      null,
      26 * HOUR,
    ],
    [
      'ignored',
      'Newsletter',
      'news@vendor.example',
      'Ten tips for your help desk',
      'Ignored by hand.',
      null,
      50 * HOUR,
    ],
  ]
  return rows.map(([state, fromName, fromAddress, subject, reason, ticketId, ago], index) => ({
    id: String(index + 1),
    inboxId: '1',
    state,
    reason,
    presence: 'on-server',
    receivedAt: now - ago,
    sentAt: now - ago - 3_000,
    fromName,
    fromAddress,
    subject,
    sizeBytes: 4_200 + index * 9_731,
    messageId: `<mail-${index + 1}@client.example>`,
    ticketId,
    ticketRef: ticketId ? `R-00000${ticketId}` : null,
    uid: String(100 + index),
    processedAt: state === 'new' ? null : now - ago + 2_000,
    decisionKind: state === 'processed' ? 'create' : null,
    raw: 'whole',
    trace: [
      { step: 'size-limit', outcome: 'passed', reason: 'The mail has 4.1 KB, the limit is 10 MB.', ms: 0.02 },
      { step: 'own-mail', outcome: 'passed', reason: 'It was not sent by this desk.', ms: 0.05 },
      { step: 'undesired-subject', outcome: 'passed', reason: 'None of 3 patterns matches the subject.', ms: 0.4 },
      state === 'error'
        ? { step: 'find-caller', outcome: 'failed', reason, evidence: `From: ${fromName} <${fromAddress}>`, ms: 0.6 }
        : {
            step: 'find-caller',
            outcome: 'found',
            reason: 'The caller is Jan de Vries of Klant BV.',
            evidence: `From: ${fromName} <${fromAddress}>`,
            ms: 0.6,
          },
    ],
  }))
}

function entry(
  id: string,
  more: Partial<EntryView> & Pick<EntryView, 'authorName' | 'authorAddress' | 'processedAt'>,
): EntryView {
  return {
    id,
    log: 'public_log',
    format: 'text',
    html: '',
    text: '',
    cutText: '',
    cutRule: null,
    putBack: false,
    sentAt: null,
    messageId: null,
    ...more,
  }
}

function ticket(id: string, more: Partial<TicketDetail> & Pick<TicketDetail, 'title' | 'createdAt'>): TicketDetail {
  return {
    id,
    ref: `R-00000${id}`,
    class: 'UserRequest',
    state: 'new',
    callerName: '',
    callerAddress: '',
    organisationName: '',
    priority: 'Low',
    updatedAt: more.createdAt,
    entryCount: more.entries?.length ?? 0,
    description: '',
    descriptionFormat: 'text',
    descriptionText: '',
    origin: 'mail',
    fields: { impact: '2', urgency: '3' },
    sentAt: more.createdAt - 60_000,
    shownFields: [
      { code: 'impact', label: 'Impact', value: '2', shown: 'A department', readOnly: false },
      { code: 'urgency', label: 'Urgency', value: '3', shown: 'Medium', readOnly: false },
      { code: 'priority', label: 'Priority', value: '3', shown: 'Medium', readOnly: true },
    ],
    callerId: null,
    organisationId: null,
    closedAt: null,
    stimuli: [
      { code: 'ev_assign', label: 'Assign', target: 'assigned', asks: [] },
      { code: 'ev_pending', label: 'Wait', target: 'pending', asks: [] },
    ],
    entries: [],
    attachments: [],
    contacts: [],
    mails: [],
    messageIds: [],
    inlineImageMaxWidth: 500,
    history: [],
    ...more,
  }
}

function printerTicket(now: number): TicketDetail {
  const createdAt = now - 26 * HOUR
  const text = `Good morning,

the printer on the second floor stops with error E-502 after every third page. We have switched it off and on again, and changed the toner. The display says "fuser", and it smells a little burnt.

Could somebody have a look before noon? We print the delivery notes there.

Kind regards
Jan de Vries`
  return ticket('1', {
    title: 'Printer on the second floor stops with E-502',
    createdAt,
    updatedAt: now - 35 * MINUTE,
    callerName: 'Jan de Vries',
    callerAddress: 'jan@klant.example',
    organisationName: 'Klant BV',
    description: text,
    descriptionText: text,
    state: 'assigned',
    stimuli: [
      { code: 'ev_resolve', label: 'Mark as resolved', target: 'resolved', asks: [] },
      { code: 'ev_pending', label: 'Pending', target: 'pending', asks: [] },
    ],
    entries: [
      entry('e1', {
        authorName: 'Sam Reed',
        authorAddress: 'sam@example.org',
        text: 'Thank you, Jan. A technician comes at eleven. Please leave it switched off until then.',
        processedAt: now - 25 * HOUR,
      }),
      entry('e2', {
        authorName: 'Sam Reed',
        authorAddress: 'sam@example.org',
        log: 'private_log',
        text: 'Third time this year: ask for a replacement when the fuser is the cause again.',
        processedAt: now - 25 * HOUR + 4 * MINUTE,
      }),
      entry('e3', {
        authorName: 'Jan de Vries',
        authorAddress: 'jan@klant.example',
        format: 'html',
        html: '<p>It prints again, thank you! Only the panel now shows this:</p><p><img data-attachment="a1"></p><p>Is that <em>normal</em>?</p>',
        text: 'It prints again, thank you!',
        cutText:
          'On Monday Sam Reed wrote:\n> Thank you, Jan. A technician comes at eleven.\n> Please leave it switched off until then.',
        cutRule: 'gmail-quote',
        sentAt: now - 36 * MINUTE,
        processedAt: now - 35 * MINUTE,
        messageId: '3',
      }),
    ],
    attachments: [
      {
        id: 'a1',
        name: 'panel.png',
        type: 'image/png',
        sizeBytes: 268,
        sha256: 'ab',
        contentId: 'panel@client',
        inline: true,
        kept: true,
        why: null,
        entryId: 'e3',
        messageId: '3',
      },
      {
        id: 'a2',
        name: 'event-log.txt',
        type: 'text/plain',
        sizeBytes: 48_211,
        sha256: 'ac',
        contentId: null,
        inline: false,
        kept: true,
        why: null,
        entryId: null,
        messageId: '3',
      },
      {
        id: 'a3',
        name: 'logo.gif',
        type: 'image/gif',
        sizeBytes: 43,
        sha256: 'ad',
        contentId: null,
        inline: false,
        kept: false,
        why: 'The picture is 1x1 pixels, smaller than 100x20.',
        entryId: 'e3',
        messageId: '3',
      },
    ],
    contacts: [{ personId: '2', name: 'Lotte Bakker', address: 'lotte@klant.example' }],
    mails: [
      {
        id: '3',
        messageId: '<mail-3@client.example>',
        subject: 'Printer on the second floor stops with E-502',
        fromAddress: 'jan@klant.example',
        receivedAt: createdAt,
        outcome: 'create',
      },
      {
        id: '4',
        messageId: '<mail-4@client.example>',
        subject: 'Re: Printer on the second floor stops with E-502',
        fromAddress: 'jan@klant.example',
        receivedAt: now - 36 * MINUTE,
        outcome: 'update',
      },
    ],
    history: [
      { at: now - 25 * HOUR, origin: 'interactive', who: 'Desk', attribute: 'urgency', before: '4', after: '3' },
      {
        at: now - 25 * HOUR,
        origin: 'interactive',
        who: 'Desk',
        attribute: 'status',
        before: 'new',
        after: 'assigned',
      },
      {
        at: createdAt,
        origin: 'email-processing',
        who: 'jan@klant.example',
        attribute: 'created',
        before: null,
        after: 'R-000001',
      },
    ],
  })
}

function accessTicket(now: number): TicketDetail {
  return ticket('2', {
    title: 'Доступ к VPN',
    createdAt: now - 50 * HOUR,
    updatedAt: now - 3 * HOUR,
    callerName: 'Мария Иванова',
    callerAddress: 'maria@example.net',
    organisationName: 'Example Networks',
    priority: 'High',
    state: 'new',
    description: 'Не могу подключиться к VPN с утра.',
    descriptionText: 'Не могу подключиться к VPN с утра.',
  })
}

function hostileTicket(now: number): TicketDetail {
  return ticket('3', {
    title: '<script>alert(1)</script> \u202etxt.exe '.padEnd(180, 'overlong'),
    createdAt: now - 70 * HOUR,
    callerName: HOSTILE_NAME,
    callerAddress: 'eve@evil.example',
    description: HOSTILE_HTML,
    descriptionFormat: 'html',
    descriptionText: 'Hello desk',
    state: 'resolved',
    attachments: [
      {
        id: 'a1',
        name: HOSTILE_NAME,
        type: 'image/png',
        sizeBytes: 268,
        sha256: 'ab',
        contentId: 'x',
        inline: true,
        kept: true,
        why: null,
        entryId: null,
        messageId: null,
      },
    ],
  })
}

function people(): Person[] {
  return [
    {
      id: '1',
      firstName: 'Jan',
      name: 'de Vries',
      active: true,
      organisationId: '1',
      organisationName: 'Klant BV',
      addresses: ['jan@klant.example', 'j.devries@klant.example'],
    },
    {
      id: '2',
      firstName: 'Lotte',
      name: 'Bakker',
      active: true,
      organisationId: '1',
      organisationName: 'Klant BV',
      addresses: ['lotte@klant.example'],
    },
    {
      id: '3',
      firstName: 'Мария',
      name: 'Иванова',
      active: true,
      organisationId: '2',
      organisationName: 'Example Networks',
      addresses: ['maria@example.net'],
    },
    {
      id: '4',
      firstName: 'Sam',
      name: 'Reed',
      active: false,
      organisationId: null,
      organisationName: '',
      addresses: ['sam@example.org'],
    },
  ]
}
