import { resolve } from 'node:path'
import { restoreBackup } from '../../engine/index.ts'
import { readArguments, requireWords } from '../arguments.ts'
import type { Command } from '../command.ts'
import { ask, openForReading } from '../open-desk.ts'
import { printJson, say } from '../output.ts'

/** One file with everything, while the owner goes on. */
export const backup: Command = async (args, { dataDir }) => {
  const [file = ''] = requireWords(readArguments(args, {}).positionals, 'FILE')
  const desk = await openForReading(dataDir)
  try {
    printJson(await ask(desk, 'store.backup', { file: resolve(file) }))
    return 0
  } finally {
    await desk.close()
  }
}

/** Refused while anybody uses the store. The store that was there stays beside the new one. */
export const restore: Command = async (args, { dataDir }) => {
  const [file = ''] = requireWords(readArguments(args, {}).positionals, 'FILE')
  const { kept } = restoreBackup(dataDir, resolve(file), Date.now())
  if (kept !== null) say(`The store that was there was kept as desk.db.${kept}.`)
  return 0
}

/** Tickets, people and settings as JSON, mails as .eml, attachments by hash. */
export const exportAll: Command = async (args, { dataDir }) => {
  const [dir = ''] = requireWords(readArguments(args, {}).positionals, 'DIR')
  const desk = await openForReading(dataDir)
  try {
    printJson(await ask(desk, 'store.export', { dir: resolve(dir) }))
    return 0
  } finally {
    await desk.close()
  }
}
