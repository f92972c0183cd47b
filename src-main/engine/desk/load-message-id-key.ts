import { randomBytes, randomUUID } from 'node:crypto'
import { AppError, describeError } from '../errors.ts'
import type { Log, Secrets } from '../ports.ts'
import type { DeskStore } from '../store/open.ts'
import type { MessageIdKey } from './message-ids.ts'

const FIRST = 'message-id-key'

type Tools = { readonly secrets: Secrets; readonly log: Log; readonly mayWrite: boolean }

/**
 * The key that signs this desk's Message-IDs, made once and sealed by the host. Where the key of the host is lost (a
 * restore without `secret.key`), a new one is made, once, and kept from then on; what cannot be read stays in the store,
 * so that it is recognised again when the key of the host comes back.
 */
export async function loadMessageIdKey(store: DeskStore, tools: Tools): Promise<MessageIdKey> {
  const { reads } = store
  const desk = await reads.selectFrom('desk_meta').select('value').where('key', '=', 'desk-id').executeTakeFirst()
  const kept = await reads
    .selectFrom('secret')
    .select(['name', 'sealed'])
    .where(({ eb, or }) => or([eb('name', '=', FIRST), eb('name', 'like', `${FIRST}/%`)]))
    .execute()
  const newestFirst = kept.toSorted((a, b) => numberOf(b.name) - numberOf(a.name))
  const opened = await Promise.all(newestFirst.map(({ sealed }) => unsealed(sealed, tools.secrets)))
  const [key, ...olderKeys] = opened.flatMap(one => ('key' in one ? [one.key] : []))
  const deskId = desk?.value ?? randomUUID().slice(0, 8)
  // Keys that are lost for good beside one that is in use are no news at every start.
  if (desk && key !== undefined) return { deskId, key, olderKeys }
  const failures = opened.flatMap(one => ('failure' in one ? [one.failure] : []))
  if (failures[0] !== undefined) tools.log.warn('message-id-key.unreadable', { error: describeError(failures[0]) })

  const made: MessageIdKey = { deskId, key: randomBytes(32).toString('hex') }
  // A key store that is locked for now opens again: until then nothing signed is recognised, and nothing is made.
  if (!tools.mayWrite || failures.some(error => error instanceof AppError && error.retry)) return made
  const next = newestFirst[0] === undefined ? FIRST : `${FIRST}/${numberOf(newestFirst[0].name) + 1}`
  await keep(store, tools, { deskId: desk ? null : deskId, name: next, key: String(made.key) })
  return made
}

type NewKey = { readonly deskId: string | null; readonly name: string; readonly key: string }

async function keep(store: DeskStore, { secrets, log }: Tools, { deskId, name, key }: NewKey): Promise<void> {
  let sealed: string
  try {
    sealed = await secrets.seal(key)
  } catch (error) {
    // A first start without a key is refused; a desk that was moved without its key must still open.
    if (name === FIRST) throw error
    log.warn('message-id-key.not-kept', { error: describeError(error) })
    return
  }
  await store.write(async tx => {
    if (deskId !== null) await tx.insertInto('desk_meta').values({ key: 'desk-id', value: deskId }).execute()
    await tx.insertInto('secret').values({ name, sealed }).execute()
  })
  if (name !== FIRST) log.warn('message-id-key.made-again', { number: numberOf(name) })
}

async function unsealed(sealed: string, secrets: Secrets): Promise<{ key: string } | { failure: unknown }> {
  try {
    return { key: await secrets.unseal(sealed) }
  } catch (failure) {
    return { failure }
  }
}

/** `message-id-key` is the first one, `message-id-key/2` the second. */
function numberOf(name: string): number {
  return name === FIRST ? 1 : Number(name.slice(FIRST.length + 1))
}
