import type { InboxConfig } from '../../../src-preload/contract/entities/inbox.ts'
import type { Reads, Tx } from '../store/handles.ts'

/** What of a configuration says which mailbox it watches. */
type Place = Pick<InboxConfig, 'protocol' | 'server' | 'login' | 'mailbox' | 'path'>
type Account = { readonly protocol: InboxConfig['protocol']; readonly server: string; readonly login: string }

/** The account and folder of a configuration; made when they are new. The record of messages hangs on the folder. */
export async function folderFor(tx: Tx, config: Place): Promise<number> {
  const known = await findFolder(tx, config)
  if (known !== null) return known
  const account = accountOf(config)
  await tx
    .insertInto('account')
    .values(account)
    .onConflict(conflict => conflict.doNothing())
    .execute()
  const { id } = await selectAccount(tx, account).executeTakeFirstOrThrow()
  const folder = { account_id: id, name: folderNameOf(config), uid_validity: null, highest_uid: null, listed_at: null }
  return (await tx.insertInto('folder').values(folder).returning('id').executeTakeFirstOrThrow()).id
}

/** The same without making it; null when the desk has never heard of it. */
export async function findFolder(reads: Reads, config: Place): Promise<number | null> {
  const name = folderNameOf(config)
  const folders = await reads
    .selectFrom('folder')
    .select(['id', 'name'])
    .where('account_id', 'in', selectAccount(reads, accountOf(config)))
    .execute()
  // Only this name ignores case (RFC 3501, 5.1).
  const isInbox = (text: string) => text.toUpperCase() === 'INBOX'
  const found =
    folders.find(folder => folder.name === name) ?? folders.find(folder => isInbox(name) && isInbox(folder.name))
  return found?.id ?? null
}

function accountOf({ protocol, server, login, path }: Place): Account {
  return protocol === 'folder'
    ? { protocol, server: path, login: '' }
    : { protocol, server: server.toLowerCase(), login }
}

function folderNameOf({ protocol, mailbox }: Place): string {
  return protocol === 'imap' ? mailbox : ''
}

function selectAccount(reads: Reads, { protocol, server, login }: Account) {
  return reads
    .selectFrom('account')
    .select('id')
    .where('protocol', '=', protocol)
    .where('server', '=', server)
    .where('login', '=', login)
}
