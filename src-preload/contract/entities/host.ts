import { z } from 'zod'
import { Id, Instant } from './ids.ts'

/** What the host around the engine can do. Screens ask this, never which host it is. */
export const HostCapabilities = z.object({
  /** `host.openLink` opens an address in the system's browser; else the page does it itself. */
  opensLinks: z.boolean(),
  /** There are preferences of the desktop: start at login, stay in the tray, notifications. */
  desktopPreferences: z.boolean(),
})
export type HostCapabilities = z.infer<typeof HostCapabilities>

/** How the desktop application behaves on this computer; not part of the desk, and in no backup. */
export const DesktopPreferences = z.object({
  startAtLogin: z.boolean(),
  /** Closing the window leaves Postdesk in the tray, polling. */
  keepRunning: z.boolean(),
  notifyErrors: z.boolean(),
  notifyTickets: z.boolean(),
})
export type DesktopPreferences = z.infer<typeof DesktopPreferences>

/** Only these lead out of Postdesk. */
export const OPENABLE_SCHEMES = ['http:', 'https:', 'mailto:'] as const

/** Why mail is not processed, or not all of it. The first that applies to everything comes first. */
export const Hindrance = z.object({
  kind: z.enum([
    'paused',
    'no-inbox',
    'all-inactive',
    'inbox-inactive',
    'inbox-failing',
    'signed-out',
    'first-look',
    'disk-full',
    'behind',
    'actions-failing',
  ]),
  inboxId: Id.nullable(),
  inboxName: z.string(),
  /** Who has to sign in again, with `signed-out`. */
  account: z.object({ id: Id, login: z.string() }).optional(),
  /** The cause in words, from the server or the disk; empty when the kind says it all. */
  message: z.string(),
  since: Instant.nullable(),
  count: z.int(),
})
export type Hindrance = z.infer<typeof Hindrance>

export const Overview = z.object({
  paused: z.boolean(),
  hindrances: z.array(Hindrance),
  /** Messages by day of decision (the desk's day, `2026-01-31`) and outcome; the last days, oldest first, none left out. */
  days: z.array(
    z.object({
      day: z.string(),
      created: z.int(),
      updated: z.int(),
      error: z.int(),
      undesired: z.int(),
      other: z.int(),
    }),
  ),
  waiting: z.object({ new: z.int(), error: z.int(), held: z.int(), serverActions: z.int(), toIndex: z.int() }),
  openTickets: z.int(),
  messages: z.int(),
  storeBytes: z.int(),
  freeBytes: z.int(),
})
export type Overview = z.infer<typeof Overview>
