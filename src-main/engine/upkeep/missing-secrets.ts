import { describeError } from '../errors.ts'
import { listAccounts } from '../oauth/accounts.ts'
import { listClients } from '../oauth/clients.ts'
import type { Secrets } from '../ports.ts'
import { listInboxes, sealedPassword } from '../settings/inboxes.ts'
import type { Reads } from '../store/handles.ts'
import { openStoreForReading } from '../store/open.ts'

/** What a desk cannot read any more, because the key that sealed it is not here. */
export type MissingSecrets = {
  /** Why, in words; one for each reason. */
  readonly reasons: readonly string[]
  /** Their passwords have to be entered again. */
  readonly inboxes: readonly { readonly id: number; readonly name: string }[]
  /** Somebody has to sign in again. */
  readonly accounts: readonly { readonly id: number; readonly login: string }[]
  /** Their client secrets have to be entered again. */
  readonly clients: readonly { readonly id: number; readonly name: string }[]
  /** The Message-IDs of mail that was sent before are not recognised. */
  readonly messageIds: boolean
}

/** Looks at a store beside its owner; changes nothing. */
export async function missingSecrets(dataDir: string, secrets: Secrets): Promise<MissingSecrets> {
  const store = openStoreForReading(dataDir)
  try {
    return await lookForMissing(store.reads, secrets)
  } finally {
    await store.close()
  }
}

async function lookForMissing(reads: Reads, secrets: Secrets): Promise<MissingSecrets> {
  const reasons = new Set<string>()
  const isMissing = async (...sealed: readonly (string | null)[]) => {
    for (const one of sealed) {
      if (one === null) continue
      try {
        await secrets.unseal(one)
      } catch (error) {
        reasons.add(describeError(error))
        return true
      }
    }
    return false
  }
  const inboxes: { id: number; name: string }[] = []
  for (const { id, name } of await listInboxes(reads)) {
    if (await isMissing(await sealedPassword(reads, id))) inboxes.push({ id, name })
  }
  const accounts: { id: number; login: string }[] = []
  for (const { id, login, sealed_refresh_token, sealed_access_token } of await listAccounts(reads)) {
    if (await isMissing(sealed_refresh_token, sealed_access_token)) accounts.push({ id, login })
  }
  const clients: { id: number; name: string }[] = []
  for (const { id, config, sealedSecret } of await listClients(reads)) {
    if (await isMissing(sealedSecret)) clients.push({ id, name: config.name })
  }
  const keys = await reads.selectFrom('secret').select('sealed').where('name', 'like', 'message-id-key%').execute()
  const messageIds = await isMissing(...keys.map(({ sealed }) => sealed))
  return { reasons: [...reasons], inboxes, accounts, clients, messageIds }
}
