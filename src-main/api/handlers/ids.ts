import { AppError } from '../../engine/errors.ts'

/** Ids are opaque strings on the wire and row numbers inside. */
export function toRowId(id: string, field = 'id'): number {
  const number = Number(id)
  if (Number.isSafeInteger(number) && number > 0) return number
  throw new AppError('not-found', `There is nothing with the id ${id.slice(0, 40)}.`, { field })
}

/** Null where none was given. */
export function optionalRowId(id: string | undefined, field: string): number | null {
  return id === undefined ? null : toRowId(id, field)
}
