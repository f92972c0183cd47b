import { actionsAttacks } from './actions.ts'
import type { Attack } from './attack.ts'
import { backupAttacks } from './backup.ts'
import { boundsAttacks } from './bounds.ts'
import { folderAttacks } from './folder.ts'
import { imapAttacks } from './imap.ts'
import { storeAttacks } from './store.ts'

/** Every attack of the list, by the part of the product that it is against. */
export const attacks: readonly Attack[] = [
  ...folderAttacks,
  ...actionsAttacks,
  ...storeAttacks,
  ...backupAttacks,
  ...imapAttacks,
  ...boundsAttacks,
]
