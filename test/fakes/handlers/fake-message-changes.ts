import type { MessageDetail } from '../../../src-preload/contract/entities/message.ts'
import type { MessageAction } from '../../../src-preload/contract/entities/message-views.ts'
import type { ServerActionView } from '../../../src-preload/contract/entities/operations.ts'
import type { Outcome, Selection } from '../../../src-preload/contract/entities/selection.ts'
import { fakeAction } from '../fake-actions.ts'
import type { FakeHandlers } from '../fake-api.ts'
import { type FakeContext, FakeError } from '../fake-context.ts'
import { codeOf } from './fake-reason-codes.ts'

type ChangesContext = FakeContext & { idsOf(viewId: string): readonly string[] }

const RESETTABLE = ['error', 'processed', 'undesired', 'ignored', 'held']
const IGNORABLE = ['new', 'error', 'held']

/** What people do to messages, on a desk in memory, with the way back. */
export function fakeMessageChanges({ desk, emit, byId, idsOf }: ChangesContext): FakeHandlers {
  const { actions } = desk
  const undos = new Map<string, readonly MessageDetail[]>()

  const told = () => {
    emit({ name: 'actions.changed', data: {} })
    emit({ name: 'messages.changed', data: { inboxId: null } })
  }
  const end = (action: ServerActionView, state: 'cancelled' | 'done') => {
    Object.assign(action, { state, endedAt: Date.now() })
    const message = desk.messages.find(({ id }) => id === action.messageId)
    if (message) message.presence = 'on-server'
  }
  const again = (action: ServerActionView) =>
    Object.assign(action, { state: 'waiting', dueAt: Date.now(), attempts: 0, endedAt: null, canRetry: false })
  const selected = (selection: Selection): readonly MessageDetail[] => {
    const ids = 'ids' in selection ? selection.ids : idsOf(selection.viewId)
    const except = new Set('ids' in selection ? [] : selection.except)
    const wanted = new Set(ids.filter(id => !except.has(id)))
    return desk.messages.filter(({ id }) => wanted.has(id))
  }
  const known = (row: MessageDetail) => desk.people.some(({ addresses }) => addresses.includes(row.fromAddress))
  const refusal = (action: MessageAction, row: MessageDetail): string | null => {
    switch (action) {
      case 'reset':
        return RESETTABLE.includes(row.state) ? null : 'It is new already.'
      case 'ignore':
        return IGNORABLE.includes(row.state) ? null : `A message that is ${row.state} cannot be ignored.`
      case 'delete':
      case 'move':
        return row.presence === 'gone' ? 'It is not on the server any more.' : null
      case 'process':
        return null
      case 'process-anyway':
        return row.state === 'processed' ? 'It was processed already; reset it first.' : null
    }
  }
  const carryOut = (action: MessageAction, selection: Selection, change: (row: MessageDetail) => void): Outcome => {
    const rows = selected(selection)
    const changed = rows.filter(row => refusal(action, row) === null)
    const refused = rows.flatMap(row => {
      const reason = refusal(action, row)
      return reason === null ? [] : [{ id: row.id, reason }]
    })
    const undoId = `undo-${undos.size + 1}`
    undos.set(
      undoId,
      changed.map(row => ({ ...row })),
    )
    changed.forEach(change)
    emit({ name: 'messages.changed', data: { inboxId: null } })
    const canUndo = changed.length > 0 && action !== 'process' && action !== 'process-anyway'
    return {
      changed: changed.length,
      refused: refused.slice(0, 200),
      refusedCount: refused.length,
      undoId: canUndo ? undoId : null,
    }
  }
  const queue = (row: MessageDetail, kind: 'delete' | 'move', targetFolder: string | null) => {
    row.presence = 'action-waiting'
    actions.unshift(
      fakeAction(`action-${actions.length + 1}`, {
        messageId: row.id,
        kind,
        targetFolder,
        dueAt: Date.now() + 10_000,
        subject: row.subject,
      }),
    )
    emit({ name: 'actions.changed', data: {} })
  }
  const decide = (row: MessageDetail, anyway: boolean, intoTicket: string | undefined) => {
    const stays = !anyway && intoTicket === undefined && codeOf(row) !== '' && !known(row)
    if (stays) return
    const ticket = desk.tickets.find(({ ref }) => ref === (intoTicket ?? row.ticketRef)) ?? desk.tickets[0]
    Object.assign(row, {
      state: 'processed',
      reason: `It went into ${ticket?.ref ?? 'R-000009'}.`,
      ticketId: ticket?.id ?? '9',
      ticketRef: ticket?.ref ?? 'R-000009',
      processedAt: Date.now(),
    })
  }
  return {
    'messages.consider': ({ action, selection }) => {
      const rows = selected(selection)
      const would = rows.filter(row => refusal(action, row) === null)
      const reasons = rows.flatMap(row => refusal(action, row) ?? [])
      const ticketRefs = [...new Set(would.flatMap(row => row.ticketRef ?? []))]
      return {
        changes: would.length,
        refused: [...Map.groupBy(reasons, reason => reason)].map(([reason, all]) => ({ reason, count: all.length })),
        withTicket: would.filter(row => row.ticketId !== null).length,
        ticketRefs: ticketRefs.slice(0, 5),
        onServer: would.filter(row => row.presence === 'on-server').length,
        notFetched: would.filter(row => row.raw === 'none').length,
        byState: Object.fromEntries(
          [...Map.groupBy(would, row => row.state)].map(([state, all]) => [state, all.length]),
        ),
      }
    },
    'messages.reset': ({ selection }) =>
      carryOut('reset', selection, row => Object.assign(row, { state: 'new', reason: 'Waits for the next check.' })),
    'messages.ignore': ({ selection }) =>
      carryOut('ignore', selection, row => Object.assign(row, { state: 'ignored', reason: 'A person ignored it.' })),
    'messages.delete': ({ selection }) => carryOut('delete', selection, row => queue(row, 'delete', null)),
    'messages.move': ({ selection, targetFolder }) =>
      carryOut('move', selection, row => queue(row, 'move', targetFolder)),
    'messages.process': ({ selection, anyway, intoTicket }) =>
      carryOut(anyway ? 'process-anyway' : 'process', selection, row => decide(row, anyway, intoTicket)),
    'messages.undo': ({ undoId }) => {
      const before = undos.get(undoId)
      if (!before) throw new FakeError('This cannot be taken back any more.')
      for (const row of before) Object.assign(byId(desk.messages, row.id), row)
      const ids = new Set(before.map(({ id }) => id))
      for (const action of actions) {
        if (action.state === 'waiting' && ids.has(action.messageId)) end(action, 'cancelled')
      }
      undos.delete(undoId)
      emit({ name: 'messages.changed', data: { inboxId: null } })
      return { changed: before.length, refused: [], refusedCount: 0, undoId: null }
    },
    'messages.unknownSenders': ({ selection }) =>
      [
        ...Map.groupBy(
          selected(selection).filter(row => !known(row)),
          row => row.fromAddress,
        ),
      ].map(([address, rows]) => {
        const words = (rows[0]?.fromName ?? '').split(' ')
        return {
          address,
          displayName: rows[0]?.fromName ?? '',
          firstName: words.slice(0, -1).join(' '),
          name: words.at(-1) || address,
          organisationId: null,
          count: rows.length,
        }
      }),
    'actions.list': ({ offset, limit }) => actions.slice(offset, offset + limit),
    'actions.cancel': ({ id }) => {
      end(byId(actions, id), 'cancelled')
      told()
      return {}
    },
    'actions.cancelAll': () => {
      const waiting = actions.filter(({ state }) => state === 'waiting')
      for (const action of waiting) end(action, 'cancelled')
      told()
      return { cancelled: waiting.length }
    },
    'actions.retry': ({ id }) => {
      again(byId(actions, id))
      told()
      return {}
    },
    'actions.retryAll': () => {
      const failed = actions.filter(({ canRetry }) => canRetry)
      failed.forEach(again)
      told()
      return { retried: failed.length }
    },
    'actions.putBack': ({ id }) => {
      const gone = byId(actions, id)
      gone.canPutBack = false
      const { messageId, subject, folder, inboxName } = gone
      actions.unshift(
        fakeAction(`action-${actions.length + 1}`, {
          kind: 'put-back',
          dueAt: Date.now(),
          messageId,
          subject,
          folder,
          inboxName,
        }),
      )
      told()
      return {}
    },
  }
}
