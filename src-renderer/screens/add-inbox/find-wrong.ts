import { CallError, call } from '../../bridge/bridge.ts'
import { fromEngine } from '../../forms/issues.ts'
import type { InboxForm } from '../../forms/use-inbox-form.ts'

/** The first of these fields that is wrong, as far as the shapes and the engine can tell; its sentence stands below it. */
export async function findWrong(form: InboxForm, fields: readonly string[]): Promise<string | null> {
  const [here] = form.show(fields)
  if (here) return here.field
  if (form.sound === null) return null
  try {
    const issues = await call('inboxes.check', { config: form.sound })
    const issue = issues.map(each => fromEngine(each, form.linesOf)).find(({ field }) => fields.includes(field))
    if (!issue) return null
    form.refuse(issue)
    return issue.field
  } catch (error) {
    // Saving says it again; a check that cannot be asked is no fault of what was typed.
    if (!(error instanceof CallError)) throw error
    return null
  }
}
