import type { InputOf } from '../../../src-preload/contract/procedures.ts'
import type { InboxForm } from '../../forms/use-inbox-form.ts'

/** What stands in the form, saved or not: the stored password is used where none was typed. */
export function triedWith({ id, sound, password }: InboxForm): InputOf<'inboxes.test'> {
  return {
    ...(id === undefined ? {} : { id }),
    ...(sound === null ? {} : { config: sound }),
    ...(password === '' ? {} : { password }),
  }
}
