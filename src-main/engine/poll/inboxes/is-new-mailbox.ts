import type { Reads } from '../../store/handles.ts'

/** Nothing of it was ever decided here. Rows that were only listed do not count: nobody has said yet what they are. */
export async function isNewMailbox(reads: Reads, folderId: number): Promise<boolean> {
  const decided = await reads
    .selectFrom('message')
    .select('id')
    .where('folder_id', '=', folderId)
    .where('state', '<>', 'new')
    .limit(1)
    .executeTakeFirst()
  return decided === undefined
}
