import { readArguments, requireWords } from '../arguments.ts'
import type { Command } from '../command.ts'
import { ask, openForReading } from '../open-desk.ts'
import { printJson, say } from '../output.ts'

/** Proves the store: exit 1 and each fault named if anything is off. */
export const check: Command = async (args, { dataDir }) => {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean', default: false } })
  requireWords(positionals)
  const desk = await openForReading(dataDir)
  try {
    const report = await ask(desk, 'store.check', {})
    if (values.json) printJson(report)
    for (const { kind, message } of report.faults) say(`${kind}: ${message}`)
    if (report.ok) say(`All is well: ${report.messages} messages, ${report.tickets} tickets, ${report.blobs} blobs.`)
    return report.ok ? 0 : 1
  } finally {
    await desk.close()
  }
}
