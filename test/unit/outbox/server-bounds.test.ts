import { describe, expect, it } from 'vitest'
import { type AskedAction, READ_ONLY, whyNotOnServer } from '../../../src-main/engine/outbox/server-bounds.ts'
import { InboxConfig } from '../../../src-preload/contract/entities/inbox.ts'
import { serverRulesOf } from '../../../src-preload/contract/settings/server-rules.ts'

const configOf = (own: Partial<InboxConfig> = {}) => InboxConfig.parse({ name: 'Support', ...own })
const closing = { remove_when_ticket_closes: true } as const
const moving = { email_storage: 'move', target_folder: 'Done' } as const

describe('what may be removed from a mailbox by rule', () => {
  it.each([
    ['a new inbox', {}, { mayChange: true, processed: 'stays', errors: 'stay', undesiredAfterDays: null }],
    [
      'stays for ever, errors deleted',
      { error_behavior: 'delete' },
      { mayChange: true, processed: 'stays', errors: 'stay', undesiredAfterDays: null },
    ],
    [
      'until the ticket closes',
      closing,
      { mayChange: true, processed: 'deleted-with-ticket', errors: 'stay', undesiredAfterDays: 7 },
    ],
    [
      'deleted, errors too',
      { email_storage: 'delete', error_behavior: 'delete' },
      { mayChange: true, processed: 'deleted', errors: 'deleted', undesiredAfterDays: 7 },
    ],
    ['moved', moving, { mayChange: true, processed: 'moved', errors: 'stay', undesiredAfterDays: 7 }],
    [
      'read only, whatever else is stored',
      { readonly: true, email_storage: 'delete', error_behavior: 'delete', ...closing },
      { mayChange: false, processed: 'stays', errors: 'stay', undesiredAfterDays: null },
    ],
  ] as const)('%s', (_name, own, rules) => {
    expect(serverRulesOf(configOf(own), 7)).toEqual(rules)
  })
})

describe('what waits, asked right before it is done', () => {
  const action = (because: string, kind: AskedAction['kind'] = 'delete', target_folder: string | null = null) => ({
    kind,
    because,
    target_folder,
  })
  it.each([
    ['undesired mail that stays for ever', {}, action('undesired'), false],
    ['an error that stays for ever', { error_behavior: 'delete' }, action('error'), false],
    ['a closed ticket, and mail that stays for ever', {}, action('ticket-over'), false],
    ['a person, and mail that stays for ever', {}, action('by-hand'), true],
    ['undesired mail until the ticket closes', closing, action('undesired'), true],
    ['a closed ticket', closing, action('ticket-over'), true],
    ['processed mail that is kept until then', closing, action('processed'), false],
    ['processed mail that is deleted', { email_storage: 'delete' }, action('processed'), true],
    ['a move where mail is deleted', { email_storage: 'delete' }, action('processed', 'move', 'Done'), false],
    ['a move', moving, action('processed', 'move', 'Done'), true],
    ['a move to the folder of before', moving, action('processed', 'move', 'Old'), false],
    ['a reason that nobody knows', { email_storage: 'delete' }, action('somebody'), false],
    ['a person, and read only', { readonly: true }, action('by-hand'), false],
    ['a put-back, and read only', { readonly: true }, action('by-hand', 'put-back'), false],
    ['a put-back', {}, action('by-hand', 'put-back'), true],
  ] as const)('%s', (_name, own, asked, may) => {
    expect(whyNotOnServer(configOf(own), asked) === null).toBe(may)
  })

  it('says why, and does nothing for a mailbox that nobody watches', () => {
    expect(whyNotOnServer(configOf({ readonly: true }), action('by-hand'))).toBe(READ_ONLY)
    expect(whyNotOnServer(null, action('by-hand'))).toContain('No inbox')
  })
})
