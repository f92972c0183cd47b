import type { ServerActionView } from '../../src-preload/contract/entities/operations.ts'

const MINUTE = 60_000

/** One server action that waits, unless said otherwise. */
export function fakeAction(id: string, more: Partial<ServerActionView> = {}): ServerActionView {
  return {
    id,
    messageId: '1',
    kind: 'delete',
    targetFolder: null,
    folder: 'INBOX',
    inboxName: 'Support',
    state: 'waiting',
    dueAt: 0,
    endedAt: null,
    attempts: 0,
    lastError: null,
    subject: 'Printer on fire',
    canRetry: false,
    canPutBack: false,
    ...more,
  }
}

/** Of every kind and state one, as they stand at `now`. */
export function fakeActions(now: number): ServerActionView[] {
  return [
    fakeAction('s1', {
      kind: 'move',
      targetFolder: 'Done/2026',
      state: 'failed',
      attempts: 10,
      endedAt: now - 40 * MINUTE,
      lastError:
        'The server did not move the mail to “Done/2026”. The server says: Quota exceeded (mailbox for user is full)',
      subject: 'Factuur ontbreekt',
      messageId: '5',
      canRetry: true,
    }),
    fakeAction('s2', {
      state: 'failed',
      attempts: 10,
      endedAt: now - 55 * MINUTE,
      lastError:
        'This login may only read the folder. Give it the right to delete there, or leave the mail where it is.',
      subject: 'Re: accès VPN [R-000012]',
      inboxName: 'Billing',
      messageId: '2',
      canRetry: true,
    }),
    fakeAction('s3', { dueAt: now + 8_000, subject: 'Undelivered: your monthly report', messageId: '3' }),
    fakeAction('s4', {
      kind: 'move',
      targetFolder: 'Done/2026',
      dueAt: now + 4 * MINUTE,
      attempts: 3,
      lastError: 'mail.example.org ended the connection: too many connections from your address',
      subject: 'The coffee machine on the second floor makes a noise like a small aeroplane',
      messageId: '4',
    }),
    fakeAction('s5', { dueAt: now + 6 * 24 * 60 * MINUTE, subject: 'Win a new phone', messageId: '6' }),
    fakeAction('s6', {
      state: 'done',
      attempts: 1,
      endedAt: now - 3 * MINUTE,
      subject: 'Out of office',
      messageId: '7',
      canPutBack: true,
    }),
    fakeAction('s7', {
      kind: 'put-back',
      state: 'done',
      attempts: 1,
      endedAt: now - 12 * MINUTE,
      subject: 'Deleted by mistake',
      messageId: '8',
    }),
    fakeAction('s8', {
      kind: 'move',
      targetFolder: 'Done/2026',
      state: 'cancelled',
      endedAt: now - 25 * MINUTE,
      subject: 'Lamp in the corridor',
      messageId: '9',
    }),
  ]
}
