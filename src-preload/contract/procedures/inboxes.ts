import { z } from 'zod'
import { command, query } from '../define.ts'
import { Discovery } from '../entities/discovery.ts'
import { Id, Instant, Nothing } from '../entities/ids.ts'
import {
  ConfigIssue,
  ConnectionReport,
  EmailAddress,
  FirstLook,
  FirstLookChoice,
  InboxConfig,
  InboxDetail,
  InboxSummary,
  PollResult,
} from '../entities/inbox.ts'
import { WaitingEffect } from '../entities/operations.ts'

const Password = z.string().max(4096).optional()
/** A stored inbox, one that is being typed, or a stored one with what was typed since. Without `password` the stored one. */
const tried = { id: Id.optional(), config: InboxConfig.optional(), password: Password }
const isNamed = ({ id, config }: { readonly id?: unknown; readonly config?: unknown }) =>
  id !== undefined || config !== undefined
const NAME_IT = 'Name an inbox or give its configuration'
const Tried = z.object(tried).refine(isNamed, NAME_IT)

export const inboxProcedures = {
  'inboxes.list': query(Nothing, z.array(InboxSummary)),
  'inboxes.get': query(z.object({ id: Id }), InboxDetail),
  /**
   * Without id a new inbox. `password` is write-only: left out, the stored one stays. Mail that shall be moved into a
   * folder which is not there is refused with `folder-missing` at `target_folder`. With `askFirst` a mailbox that is
   * new to this desk waits for `inboxes.answerFirstLook`; else all its mail is taken. Server actions that wait follow
   * the new settings; `waiting` counts them.
   */
  'inboxes.save': command(
    z.object({ id: Id.optional(), config: InboxConfig, password: Password, askFirst: z.boolean().default(false) }),
    z.object({ id: Id, waiting: WaitingEffect }),
  ),
  /** What saving this, or removing the inbox where no configuration is given, would do to what waits. */
  'inboxes.effectOnWaiting': query(z.object({ id: Id, config: InboxConfig.optional() }), WaitingEffect),
  /**
   * A second inbox on the same folder, with all settings and the same record of messages. It starts inactive; activating
   * it deactivates its source. As `oauth` it has no password; the account may be chosen later.
   */
  'inboxes.copy': command(
    z.object({
      id: Id,
      auth: z.enum(['same', 'oauth']),
      oauthAccount: Id.optional(),
      name: InboxConfig.shape.name.optional(),
    }),
    z.object({ id: Id }),
  ),
  /** Whatever waits for its server is called off. */
  'inboxes.remove': command(z.object({ id: Id }), z.object({ waiting: WaitingEffect })),
  /** Of several on one folder only one is active: whichever was is switched off. */
  'inboxes.setActive': command(z.object({ id: Id, active: z.boolean() }), Nothing),
  /**
   * Everything that saving would refuse, at once: what the shapes alone cannot tell (values, patterns, uniqueness). At
   * `password`: the stored one cannot stay, so one has to be typed.
   */
  'inboxes.check': query(z.object({ id: Id.optional(), config: InboxConfig }), z.array(ConfigIssue)),
  /** Looks for the mail servers of an address: who offers it, DNS, the domain's own file, guesses. Signs in nowhere. */
  'inboxes.discover': query(z.object({ address: EmailAddress.max(320) }), Discovery),
  'inboxes.test': query(Tried, ConnectionReport),
  /** The names of the folders on the server, as the server's owner reads them. */
  'inboxes.folders': query(Tried, z.array(z.string())),
  /**
   * Creates a folder to move processed mail to; one that is there already is taken. The name comes back as the server
   * writes it: `INBOX.Done` for `Done`.
   */
  'inboxes.createFolder': command(
    z.object({ ...tried, name: z.string().trim().min(1).max(1000) }).refine(isNamed, NAME_IT),
    z.object({ name: z.string() }),
  ),
  /** Lists the mailbox, fetches and processes nothing. What is being typed is looked into without storing anything. */
  'inboxes.look': command(z.object({ ...tried, since: Instant.optional() }).refine(isNamed, NAME_IT), FirstLook),
  'inboxes.answerFirstLook': command(z.object({ id: Id, choice: FirstLookChoice }), z.object({ ignored: z.int() })),
  /** Whether an inbox from before `readonly` was stored was meant to be read only. Asked once (`asksReadonly`). */
  'inboxes.answerReadonly': command(z.object({ id: Id, readonly: z.boolean() }), z.object({ waiting: WaitingEffect })),
  /** One pass over all active inboxes, or over one, active or not. */
  'inboxes.poll': command(
    z.object({ id: Id.optional(), actAtOnce: z.boolean().default(false) }),
    z.object({ inboxes: z.array(PollResult) }),
  ),
  /** Adds the sample mailbox and processes nothing yet. */
  'inboxes.addSample': command(Nothing, z.object({ id: Id })),
  /** Stops or resumes polling of all inboxes; remembered over a restart. Checks by hand still run. */
  'polling.pause': command(z.object({ paused: z.boolean() }), Nothing),
} as const
