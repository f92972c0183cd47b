import type { ProcedureName } from '../../../src-preload/contract/procedures.ts'
import { actionHandlers } from './actions.ts'
import { desktopHandlers } from './desktop.ts'
import type { Handler } from './handler.ts'
import { hostHandlers } from './host.ts'
import { inboxHandlers } from './inboxes.ts'
import { messageHandlers } from './messages.ts'
import { oauthAccountHandlers, oauthClientHandlers } from './oauth.ts'
import { overviewHandlers } from './overview.ts'
import { peopleHandlers } from './people.ts'
import { settingsHandlers } from './settings.ts'
import { storeHandlers } from './store.ts'
import { ticketHandlers } from './tickets.ts'

/** Complete by type: a procedure without a handler does not compile. */
export type Handlers = { readonly [N in ProcedureName]: Handler<N> }

export const handlers: Handlers = {
  ...hostHandlers,
  ...desktopHandlers,
  ...overviewHandlers,
  ...inboxHandlers,
  ...oauthClientHandlers,
  ...oauthAccountHandlers,
  ...messageHandlers,
  ...ticketHandlers,
  ...peopleHandlers,
  ...actionHandlers,
  ...settingsHandlers,
  ...storeHandlers,
}
