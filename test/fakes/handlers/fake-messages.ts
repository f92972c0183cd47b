import type { MakeFakeHandlers } from '../fake-context.ts'

export const fakeMessages: MakeFakeHandlers = ({ desk, emit, byId }) => {
  const setState = (ids: readonly string[], state: 'new' | 'ignored') => {
    for (const id of ids) Object.assign(byId(desk.messages, id), { state })
    emit({ name: 'messages.changed', data: { inboxId: null } })
    return { changed: ids.length, refused: [], refusedCount: 0, undoId: null }
  }
  return {
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
  }
}
