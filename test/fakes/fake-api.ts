import type { Api } from '../../src-main/api/api.ts'
import type { Reply } from '../../src-preload/contract/define.ts'
import type { AnyEvent } from '../../src-preload/contract/events.ts'
import {
  type OutputOf,
  type ParsedInputOf,
  type ProcedureName,
  procedures,
} from '../../src-preload/contract/procedures.ts'
import { type FakeDesk, filledDesk, inboxDetail } from './fake-desk.ts'

type Handler<N extends ProcedureName> = (input: ParsedInputOf<N>) => OutputOf<N> | Promise<OutputOf<N>>
export type FakeHandlers = { [N in ProcedureName]?: Handler<N> }
export type FakeApi = Api & {
  readonly desk: FakeDesk
  /** Names of all calls so far, in order. */
  readonly calls: readonly string[]
  emit(event: AnyEvent): void
}

class FakeError extends Error {
  readonly field: string | undefined
  constructor(message: string, field?: string) {
    super(message)
    this.field = field
  }
}

/** The contract over a desk in memory, for screens and hosts; `handlers` replace single procedures. */
export function createFakeApi(desk: FakeDesk, handlers: FakeHandlers = {}): FakeApi {
  const listeners = new Set<(event: AnyEvent) => void>()
  const calls: string[] = []
  const emit = (event: AnyEvent) => {
    for (const listener of listeners) listener(event)
  }
  const all: FakeHandlers = { ...standardHandlers(desk, emit), ...handlers }
  return {
    desk,
    calls,
    emit,
    on(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async dispatch(name, input): Promise<Reply<unknown>> {
      calls.push(name)
      if (!isProcedure(name)) return refuse('not-found', `There is no ${name}.`)
      const parsed = procedures[name].input.safeParse(input)
      if (!parsed.success) return refuse('invalid-input', parsed.error.message)
      try {
        const handler = all[name] as ((input: unknown) => unknown) | undefined
        if (!handler) return refuse('not-yet', `${name} is not in the fake.`)
        return { ok: true, data: procedures[name].output.parse(await handler(parsed.data)) }
      } catch (error) {
        const field = error instanceof FakeError ? error.field : undefined
        return refuse('invalid-input', error instanceof Error ? error.message : String(error), field)
      }
    },
  }
}

function isProcedure(name: string): name is ProcedureName {
  return Object.hasOwn(procedures, name)
}

function refuse(code: 'invalid-input' | 'not-found' | 'not-yet', message: string, field?: string): Reply<never> {
  return { ok: false, error: { code, message, ...(field ? { field } : {}) } }
}

function standardHandlers(desk: FakeDesk, emit: (event: AnyEvent) => void): FakeHandlers {
  const byId = <T extends { id: string }>(list: readonly T[], id: string | undefined): T => {
    const found = list.find(item => item.id === id)
    if (!found) throw new FakeError('There is no such thing any more.')
    return found
  }
  const setState = (ids: readonly string[], state: 'new' | 'ignored') => {
    for (const id of ids) Object.assign(byId(desk.messages, id), { state })
    emit({ name: 'messages.changed', data: { inboxId: null } })
    return { changed: ids.length, refused: [] }
  }
  return {
    'host.status': () => ({
      version: '0.1.0',
      host: 'service',
      dataDir: '/tmp/desk',
      polling: true,
      sampleOffered: true,
    }),
    'inboxes.list': () => desk.inboxes,
    'inboxes.get': ({ id }) => byId(desk.inboxes, id),
    'inboxes.addSample': () => {
      desk.inboxes.push(
        inboxDetail('sample', {
          ...filledDesk(0).inboxes[2]?.config,
          name: 'Sample mailbox',
          protocol: 'folder',
        } as never),
      )
      emit({ name: 'inbox.changed', data: { id: 'sample' } })
      return { id: 'sample' }
    },
    'inboxes.poll': ({ id }) => {
      if (id === 'sample') Object.assign(desk, { tickets: filledDesk(Date.now()).tickets })
      emit({ name: 'inbox.changed', data: { id: id ?? '1' } })
      return {
        inboxes: [
          {
            id: id ?? '1',
            seen: 3,
            new: 3,
            processed: 3,
            created: 3,
            updated: 1,
            error: 0,
            undesired: 0,
            ignored: 0,
            held: 0,
            skipped: 0,
            ms: 9,
            failure: null,
          },
        ],
      }
    },
    'inboxes.save': ({ id, config }) => {
      if (config.server === 'taken.example.org') throw new FakeError('Another inbox watches this mailbox.', 'server')
      const saved = inboxDetail(id ?? String(desk.inboxes.length + 10), config)
      desk.inboxes = [...desk.inboxes.filter(inbox => inbox.id !== id), saved]
      emit({ name: 'inbox.changed', data: { id: saved.id } })
      return { id: saved.id }
    },
    'inboxes.test': () => ({
      ok: false,
      steps: [
        { name: 'address', ok: true, message: 'mail.example.org has the address 192.0.2.7.', ms: 3 },
        { name: 'connect', ok: true, message: 'Port 993 answers.', ms: 14 },
        { name: 'encryption', ok: true, message: 'TLS 1.3, certificate of mail.example.org until March 2031.', ms: 31 },
        { name: 'sign-in', ok: false, message: 'The server refused this password.', field: 'password', ms: 480 },
      ],
    }),
    'messages.list': ({ inboxId, states }) => {
      const rows = desk.messages.filter(
        row => (!inboxId || row.inboxId === inboxId) && (!states || states.includes(row.state)),
      )
      return { total: rows.length, rows }
    },
    'messages.get': ({ id }) => byId(desk.messages, id),
    'messages.raw': () => ({ base64: Buffer.from('Subject: raw\r\n\r\nbody').toString('base64') }),
    'messages.reset': ({ ids }) => setState(ids, 'new'),
    'messages.ignore': ({ ids }) => setState(ids, 'ignored'),
    'messages.delete': ({ ids }) => ({ changed: ids.length, refused: [] }),
    'tickets.list': ({ search }) => {
      const rows = desk.tickets.filter(row => !search || row.title.toLowerCase().includes(search.toLowerCase()))
      return { total: rows.length, rows }
    },
    'tickets.get': ({ id }) => byId(desk.tickets, id),
    'tickets.applyStimulus': ({ id, stimulus }) => {
      const ticket = byId(desk.tickets, id)
      ticket.state = ticket.stimuli.find(each => each.code === stimulus)?.target ?? ticket.state
      emit({ name: 'ticket.changed', data: { id } })
      return {}
    },
    'tickets.addEntry': ({ id, log, text }) => {
      byId(desk.tickets, id).entries.push({
        id: `new-${desk.tickets.length}-${text.length}`,
        log,
        authorName: 'You',
        authorAddress: '',
        format: 'text',
        html: '',
        text,
        cutText: '',
        cutRule: null,
        sentAt: null,
        processedAt: Date.now(),
        messageId: null,
      })
      emit({ name: 'ticket.changed', data: { id } })
      return {}
    },
    'tickets.delete': ({ id }) => {
      desk.tickets = desk.tickets.filter(ticket => ticket.id !== id)
      emit({ name: 'ticket.changed', data: { id } })
      return {}
    },
    'attachments.read': ({ id }) => {
      const file = desk.files.get(id)
      if (!file) throw new FakeError('This attachment was not kept.')
      return file
    },
    'persons.list': ({ search }) => {
      const rows = desk.people.filter(one => !search || one.name.toLowerCase().includes(search.toLowerCase()))
      return { total: rows.length, rows }
    },
    'organisations.list': () => [{ id: '1', name: 'Klant BV', domains: ['klant.example'] }],
  }
}
