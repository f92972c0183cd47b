import { FakeError, type MakeFakeHandlers } from '../fake-context.ts'
import { filledDesk, inboxDetail } from '../fake-desk.ts'

export const fakeInboxes: MakeFakeHandlers = ({ desk, emit, byId }) => {
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
  }
}
