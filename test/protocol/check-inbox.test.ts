import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { InputOf } from '../../src-preload/contract/procedures.ts'
import { type DeskUnderTest, openDesk } from './desk-under-test.ts'

type Config = InputOf<'inboxes.check'>['config']

let desk: DeskUnderTest
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk?.close())

const sound: Config = { name: 'Support', server: 'imap.example.org', login: 'support@example.org' }
const check = (config: Partial<Config>, id?: string) =>
  desk.ask('inboxes.check', { config: { ...sound, ...config }, ...(id === undefined ? {} : { id }) })
const save = (config: Partial<Config>) => desk.ask('inboxes.save', { config: { ...sound, active: false, ...config } })

describe('inboxes.check', () => {
  it('finds nothing wrong with what can be saved', async () => {
    expect(await check({})).toEqual([])
    expect(await check({ protocol: 'folder', path: '/srv/mail', server: '', login: '' })).toEqual([])
  })

  it('names everything at once, each beside its field, lines by their number', async () => {
    const issues = await check({
      server: 'imaps://imap.example.org',
      login: '',
      auth: 'oauth',
      title_pattern: '/(/',
      title_ignore_patterns: ['/ok/', '/[/', '/)/'],
      ticket_default_values: 'urgency:High\nimpact:Enormous\n\ncolour:red\nno colon\nagent_id:Nobody',
      caller_default_values: 'org_id:Nowhere',
      stimuli: 'new:ev_assign\nnew:ev_close',
      email_storage: 'move',
      unknown_caller_rejection_reply: 'Who are you?',
      settings: { 'undesired-subject-patterns': ['/*/'] },
    })
    expect(issues.map(({ field, message }) => [field, /^Line \d+/.exec(message)?.[0] ?? ''])).toEqual([
      ['server', ''],
      ['login', ''],
      ['oauth_account', ''],
      ['target_folder', ''],
      ['unknown_caller_rejection_reply', ''],
      ['title_pattern', ''],
      ['title_ignore_patterns', 'Line 2'],
      ['title_ignore_patterns', 'Line 3'],
      ['settings.undesired-subject-patterns', ''],
      ['ticket_default_values', 'Line 2'],
      ['ticket_default_values', 'Line 4'],
      ['ticket_default_values', 'Line 5'],
      ['ticket_default_values', 'Line 6'],
      ['caller_default_values', 'Line 1'],
      ['stimuli', 'Line 2'],
    ])
    for (const { message } of issues) expect(message).toMatch(/^[A-Z“].{15,}\.$/s)
  })

  it.each<[string, Partial<Config>]>([
    ['no server', { server: '' }],
    ['a server that is none', { server: 'imap example org' }],
    ['a move with POP3', { protocol: 'pop3', email_storage: 'move', target_folder: 'Done' }],
    ['no path', { protocol: 'folder', path: ' ' }],
    ['a bad pattern', { title_pattern: '/(/' }],
    ['a bad line', { ticket_default_values: 'impact:Enormous' }],
    ['no target', { email_storage: 'move', target_folder: ' ' }],
    ['the watched folder as target', { email_storage: 'move', target_folder: 'inbox' }],
    ['a target outside', { protocol: 'folder', path: '/srv/mail', email_storage: 'move', target_folder: '../other' }],
    ['the folder itself', { protocol: 'folder', path: '/srv/mail', email_storage: 'move', target_folder: '.' }],
  ])('and saving refuse the same, in the same words: %s', async (_name, config) => {
    const [first] = await check(config)
    expect(await desk.refusal('inboxes.save', { config: { ...sound, ...config } })).toMatchObject({
      field: first?.field,
      message: first?.message,
    })
  })

  it('finds another inbox on the same folder, whatever the case of server and INBOX; not the inbox itself', async () => {
    const { id } = await save({ login: 'twice', name: 'First' })
    const again = { login: 'twice', server: 'IMAP.example.org', mailbox: 'Inbox' }
    expect(await check(again)).toEqual([
      { field: 'mailbox', message: 'The inbox “First” watches this folder already.' },
    ])
    expect(await desk.refusal('inboxes.save', { config: { ...sound, ...again } })).toMatchObject({
      code: 'conflict',
      field: 'mailbox',
    })
    expect(await check(again, id)).toEqual([])
    expect(await check({ login: 'twice', mailbox: 'Archive' })).toEqual([])
    expect(await desk.refusal('inboxes.check', { id: '9999', config: sound })).toMatchObject({ code: 'not-found' })
  })

  it('takes a POP3 account for one mailbox, whatever is written as its folder, and moves nothing there', async () => {
    const pop3 = { protocol: 'pop3', server: 'pop.example.org', login: 'pop' } as const
    const { id } = await save({ ...pop3, name: 'Popper' })
    const again = { ...pop3, server: 'POP.example.org', mailbox: 'Else' }
    expect(await check(again)).toEqual([
      { field: 'login', message: 'The inbox “Popper” watches this account already.' },
    ])
    expect(await desk.refusal('inboxes.save', { config: { ...sound, ...again } })).toMatchObject({
      code: 'conflict',
      field: 'login',
    })
    expect(await check(again, id)).toEqual([])
    expect(await check({ ...again, login: 'another' })).toEqual([])
    expect(await check({ ...pop3, email_storage: 'move', target_folder: 'Done' }, id)).toEqual([
      { field: 'email_storage', message: expect.stringContaining('POP3 knows no folders') },
    ])
    expect((await desk.ask('inboxes.get', { id })).where).toBe('pop3s://pop.example.org')
  })

  it('lets no mail be moved into a watched folder, nor a folder be watched that mail is moved into', async () => {
    await save({ login: 'mover', name: 'Mover', email_storage: 'move', target_folder: 'Done' })
    await save({ login: 'mover', name: 'Watcher', mailbox: 'Watched' })
    const move = { login: 'mover', mailbox: 'Other', email_storage: 'move', target_folder: 'Watched' } as const
    expect(await check(move)).toEqual([
      { field: 'target_folder', message: expect.stringContaining('“Watcher” watches this folder') },
    ])
    expect(await check({ login: 'mover', mailbox: 'Done' })).toEqual([
      { field: 'mailbox', message: expect.stringContaining('“Mover” moves its processed mail') },
    ])
    expect(await check({ login: 'somebody else', mailbox: 'Done' })).toEqual([])
  })
})

describe('inboxes.setActive', () => {
  it('switches an inbox on and off, in its configuration too, and tells the screens', async () => {
    const { id } = await save({ login: 'switch' })
    const told: string[] = []
    const off = desk.api.on(event => {
      if (event.name === 'inbox.changed') told.push(event.data.id)
    })
    await desk.ask('inboxes.setActive', { id, active: true })
    expect(await desk.ask('inboxes.get', { id })).toMatchObject({ active: true, config: { active: true } })
    await desk.ask('inboxes.setActive', { id, active: false })
    off()
    expect(await desk.ask('inboxes.get', { id })).toMatchObject({
      active: false,
      config: { active: false },
      health: { nextPollAt: null },
    })
    expect(told).toEqual([id, id])
    expect(await desk.refusal('inboxes.setActive', { id: '9999', active: true })).toMatchObject({ code: 'not-found' })
  })
})
