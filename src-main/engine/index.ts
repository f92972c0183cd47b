import { statfs } from 'node:fs/promises'
import { loadMessageIdKey } from './desk/load-message-id-key.ts'
import { keepIndexing } from './desk/search/keep-indexing.ts'
import { createTicketViews, type TicketViews } from './desk/tickets/list/ticket-views.ts'
import { describeError } from './errors.ts'
import { createEventBus, type EventBus } from './events.ts'
import { createMailReader } from './mail/worker-pool.ts'
import { credentialFor } from './oauth/credential-for.ts'
import { heedRefusals } from './oauth/heed-refusals.ts'
import { createOauth } from './oauth/oauth.ts'
import { createHolds } from './poll/holds.ts'
import { createUndos, type Undos } from './poll/messages/change/undos.ts'
import { createMessageViews, type MessageViews } from './poll/messages/list/message-views.ts'
import { createPasses, type Passes } from './poll/passes.ts'
import { pausedSince } from './poll/pause.ts'
import { createSolitude } from './poll/solitude.ts'
import type { PollTools } from './poll/tools.ts'
import type { Clock, Desktop, Log, Network, Probe, Secrets } from './ports.ts'
import { sealedPassword } from './settings/inboxes.ts'
import { createConnectionLimits } from './sources/connection-limits.ts'
import { sourceFor } from './sources/source-for.ts'
import type { Adoption } from './store/inspect-store.ts'
import { type DeskStore, openStore, openStoreForReading } from './store/open.ts'
import { keepSweeping } from './upkeep/sweep-blobs.ts'

export { plainInbox } from './poll/messages/explain-mail.ts'
export { readLockNote } from './store/lock.ts'
export { makeDataFolder, requireDataFolder } from './store/open.ts'
export { hasPartOfStore, othersCanEnter } from './store/store-files.ts'
export { adoptMail } from './upkeep/adopt-mail.ts'
export { type MissingSecrets, missingSecrets } from './upkeep/missing-secrets.ts'
export { restoreBackup } from './upkeep/restore.ts'

export type EnginePorts = {
  readonly clock: Clock
  readonly log: Log
  readonly secrets: Secrets
  readonly desktop?: Desktop
  /** Left out where the host cannot tell. */
  readonly network?: Network
  readonly probe?: Probe
}

export type EngineOptions = {
  readonly dataDir: string
  readonly version: string
  readonly host: 'desktop' | 'service' | 'command-line'
  /** The built reading worker; each host knows where its build put it. */
  readonly workerUrl: URL
  /** Where the sample mailbox and other resources lie. */
  readonly resourcesDir: string
  readonly readerThreads: number
  /** `own`: this process is the only one that writes. `read`: beside an owner, queries only. */
  readonly mode: 'own' | 'read'
  /** Where other processes can hand commands to this one; told to them in the lock's note. */
  readonly socket?: string
  /** What a person allows with half a store. */
  readonly adoption?: Adoption | undefined
}

/** Everything a host or the api needs: the store, the corridor's tools and the clock that drives them. */
export type Engine = PollTools & {
  readonly options: EngineOptions
  /** Null where no desktop is around: in a service, on the command line. */
  readonly desktop: Desktop | null
  readonly passes: Passes
  readonly messageViews: MessageViews
  readonly ticketViews: TicketViews
  readonly undos: Undos
  /** Starts polling and indexing. */
  start(): void
  /** Lets what runs come to a safe end, then closes the store. */
  close(): Promise<void>
}

const noProbe: Probe = { reached: () => undefined }

/** Opens the store and puts the engine together. Throws AppError `store-locked`, `store-newer` or `secret-unreadable`. */
export async function createEngine(ports: EnginePorts, options: EngineOptions): Promise<Engine> {
  const { clock, log, secrets } = ports
  const store =
    options.mode === 'read'
      ? openStoreForReading(options.dataDir)
      : openStore(
          options.dataDir,
          { pid: process.pid, name: options.host, since: clock.now(), socket: options.socket ?? '' },
          options.adoption,
        )
  try {
    return await assemble(ports, options, store)
  } catch (error) {
    await store.close()
    throw error
  }

  async function assemble(
    { probe = noProbe }: EnginePorts,
    _options: EngineOptions,
    opened: DeskStore,
  ): Promise<Engine> {
    const messageIdKey = await loadMessageIdKey(opened, { secrets, log, mayWrite: options.mode === 'own' })
    const reader = createMailReader({ workerUrl: options.workerUrl, threads: options.readerThreads })
    const events: EventBus = createEventBus(error => log.error('listener.failed', { error: describeError(error) }))
    const browser = ports.desktop ?? null
    const mayWrite = options.mode === 'own'
    const limits = createConnectionLimits(clock)
    const oauth = createOauth({ store: opened, secrets, clock, log, events, browser, mayWrite })
    const tools: PollTools = {
      store: opened,
      reader,
      messageIdKey,
      clock,
      log,
      events,
      probe,
      secrets,
      holds: createHolds(clock),
      solitude: createSolitude(),
      oauth,
      async freeBytes() {
        const { bavail, bsize } = await statfs(options.dataDir)
        return bavail * bsize
      },
      sourceFor({ id, config }) {
        if (config.auth === 'oauth' && config.protocol !== 'folder') {
          const source = sourceFor(config, { clock, log, credential: () => credentialFor(oauth, config) })
          return limits.within(config, heedRefusals(source, oauth.tokens, Number(config.oauth_account)))
        }
        const credential = async () => {
          const sealed = await sealedPassword(opened.reads, id)
          return { kind: 'password', password: sealed === null ? '' : await secrets.unseal(sealed) } as const
        }
        const source = sourceFor(config, { clock, log, credential })
        return config.protocol === 'folder' ? source : limits.within(config, source)
      },
    }
    const undos = createUndos(clock)
    const passes = createPasses(tools, (await pausedSince(opened.reads)) !== null, ports.network)
    const indexing = options.mode === 'own' ? keepIndexing(opened, clock, log) : null
    let sweeping: { stop(): Promise<void> } | null = null
    return {
      ...tools,
      options,
      desktop: ports.desktop ?? null,
      passes,
      messageViews: createMessageViews(opened, clock),
      ticketViews: createTicketViews(opened, clock),
      undos,
      start() {
        passes.start()
        sweeping ??= keepSweeping(opened, clock, log)
      },
      async close() {
        undos.close()
        await passes.stop()
        await oauth.close()
        await sweeping?.stop()
        await indexing?.stop()
        await reader.close()
        await opened.close()
      },
    }
  }
}
