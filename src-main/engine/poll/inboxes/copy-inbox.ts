import type { InboxConfig } from '../../../../src-preload/contract/entities/inbox.ts'
import { AppError } from '../../errors.ts'
import { accountById } from '../../oauth/accounts.ts'
import {
  inboxById,
  insertInbox,
  savePassword,
  sealedPassword,
  setAsksReadonly,
  setFirstLook,
} from '../../settings/inboxes.ts'
import { whyUnfit } from '../../sources/sasl/sign-in-wish.ts'
import { wishOf } from '../../sources/source-for.ts'
import type { PollTools } from '../tools.ts'

export type CopyInput = {
  readonly id: number
  /** `same`: signs in as its source does. `oauth`: as an OAuth account, chosen now or later. */
  readonly auth: 'same' | 'oauth'
  readonly oauthAccount?: string | undefined
  readonly name?: string | undefined
}

const LONGEST_NAME = 200

/**
 * An inbox like another one, on the same folder and so with the same record of messages. It starts inactive; activated,
 * it takes over from its source, and nothing is processed twice. Whoever signs in with OAuth gets no password; the same
 * sign-in keeps its own, which still goes to no other server. Throws AppError with the field to correct.
 */
export async function copyInbox(tools: PollTools, input: CopyInput): Promise<number> {
  const { reads } = tools.store
  if (input.oauthAccount !== undefined) await accountById(reads, Number(input.oauthAccount))
  const id = await tools.store.write(async tx => {
    const source = await inboxById(tx, input.id)
    const name = (input.name ?? `${source.name} (copy)`).slice(0, LONGEST_NAME)
    const config = { ...signingIn(source.config, input), name, active: false }
    const copy = await insertInbox(tx, source.folderId, config, tools.clock.now())
    await setFirstLook(tx, copy, source.awaitsFirstLookSince)
    await setAsksReadonly(tx, copy, source.asksReadonly)
    const sealed = config.auth === 'oauth' ? null : await sealedPassword(tx, source.id)
    if (sealed !== null) await savePassword(tx, copy, sealed)
    return copy
  })
  tools.events.emit('inbox.changed', { id: String(id) })
  return id
}

function signingIn(config: InboxConfig, { auth, oauthAccount }: CopyInput): InboxConfig {
  if (auth === 'same') return config
  if (config.protocol === 'folder') {
    throw new AppError(
      'invalid-input',
      'A folder on disk needs no sign-in, so it cannot be copied into an OAuth inbox.',
      {
        field: 'auth',
      },
    )
  }
  // A mechanism that takes a password is of no use there.
  const keepsMechanism = whyUnfit(wishOf(config), config.protocol, 'token') === null
  const mechanism = keepsMechanism ? {} : { auth_option: 'automatic' as const }
  return {
    ...config,
    auth: 'oauth',
    ...mechanism,
    ...(oauthAccount === undefined ? {} : { oauth_account: oauthAccount }),
  }
}
