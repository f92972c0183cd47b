import { z } from 'zod'
import { command, query } from '../define.ts'
import { DesktopPreferences, HostCapabilities, Overview } from '../entities/host.ts'
import { Id, Instant, Nothing } from '../entities/ids.ts'
import { CheckReport, ServerActionView, WaitingEffect } from '../entities/operations.ts'
import { Settings, SettingsOverrides } from '../settings/settings.ts'

/** The host, the settings and the upkeep of the store. */
export const applicationProcedures = {
  'host.status': query(
    Nothing,
    z.object({
      version: z.string(),
      host: z.enum(['desktop', 'service', 'command-line']),
      dataDir: z.string(),
      polling: z.boolean(),
      sampleOffered: z.boolean(),
    }),
  ),
  'host.capabilities': query(Nothing, HostCapabilities),
  /** Opens an address in the system's browser or mail program: http, https and mailto only. */
  'host.openLink': command(z.object({ url: z.string().max(8192) }), Nothing),
  'desktop.preferences': query(Nothing, DesktopPreferences),
  'desktop.savePreferences': command(z.object({ values: DesktopPreferences.partial() }), Nothing),

  'overview.get': query(z.object({ days: z.int().min(1).max(90).default(14) }), Overview),

  'actions.list': query(
    z.object({ offset: z.int().min(0).default(0), limit: z.int().min(1).max(1000).default(200) }),
    z.array(ServerActionView),
  ),
  'actions.cancel': command(z.object({ id: Id }), Nothing),
  /** Takes back all that waits. */
  'actions.cancelAll': command(Nothing, z.object({ cancelled: z.int() })),
  /** Does now what was given up, or what waits for its next try; the outcome shows in `actions.list`. */
  'actions.retry': command(z.object({ id: Id }), Nothing),
  'actions.retryAll': command(Nothing, z.object({ retried: z.int() })),
  /** Puts the stored raw mail of what was deleted back into its IMAP folder. */
  'actions.putBack': command(z.object({ id: Id }), Nothing),

  'settings.get': query(Nothing, Settings),
  /** Only what is named changes. Server actions that wait follow it where their inbox has no value of its own. */
  'settings.save': command(z.object({ values: SettingsOverrides }), z.object({ waiting: WaitingEffect })),
  'settings.effectOnWaiting': query(z.object({ values: SettingsOverrides }), WaitingEffect),

  'changes.clean': command(
    z.object({
      limit: z.int().min(0),
      /** Counts first: at least N, -1 counts exactly. */
      count: z.int().min(-1).default(0),
      olderThanMs: z.int().min(0).default(3_600_000),
    }),
    z.object({
      counted: z.int().nullable(),
      atLeast: z.boolean(),
      removed: z.int(),
      queries: z.array(z.object({ name: z.string(), ms: z.number() })),
    }),
  ),
  'store.check': query(Nothing, CheckReport),
  /**
   * Refused with `conflict` when something is there that `force` would replace; with any other code when it is no place
   * for it at all.
   */
  'store.backup': query(
    z.object({ file: z.string(), force: z.boolean().default(false) }),
    z.object({ sizeBytes: z.int(), at: Instant }),
  ),
  'store.export': query(
    z.object({ dir: z.string(), force: z.boolean().default(false) }),
    z.object({ tickets: z.int(), messages: z.int() }),
  ),
} as const
