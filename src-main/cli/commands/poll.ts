import { othersCanEnter } from '../../engine/index.ts'
import { readArguments, requireWords } from '../arguments.ts'
import type { Command } from '../command.ts'
import { ask, openForChange } from '../open-desk.ts'
import { printJson, say } from '../output.ts'

/** One pass, then exit. What it queued for the server is done at its end: nobody is there to undo it. */
export const poll: Command = async (args, { dataDir }) => {
  const { values, positionals } = readArguments(args, {
    inbox: { type: 'string' },
    json: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  })
  requireWords(positionals)
  const desk = await openForChange(dataDir)
  const warning = othersCanEnter(dataDir)
  if (warning !== null) say(warning)
  try {
    if (values.verbose) {
      desk.api.on(event => {
        if (event.name !== 'message.decided') return
        const { id, state, subject, trace } = event.data
        say(`message ${id} ${state}: ${subject}`)
        for (const { step, outcome, reason, ms } of trace) say(`  ${step} ${outcome} (${ms} ms): ${reason}`)
      })
    }
    const selected = values.inbox === undefined ? {} : { id: values.inbox }
    const { inboxes } = await ask(desk, 'inboxes.poll', { ...selected, actAtOnce: desk.engine !== null })
    if (values.json)
      printJson({ inboxes: inboxes.map(({ failure, ...counts }) => (failure ? { ...counts, failure } : counts)) })
    for (const { id, failure } of inboxes) if (failure !== null) say(`postdesk: inbox ${id}: ${failure}`)
    for (const { id, name, awaitsFirstLook } of await ask(desk, 'inboxes.list', {})) {
      if (!awaitsFirstLook || !inboxes.some(inbox => inbox.id === id)) continue
      say(`postdesk: inbox ${id} (${name}) waits for its first look; answer it in Postdesk, nothing was processed.`)
    }
    return inboxes.some(inbox => inbox.failure !== null) ? 1 : 0
  } finally {
    await desk.close()
  }
}
