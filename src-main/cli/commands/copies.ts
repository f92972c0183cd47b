import { resolve } from 'node:path'
import { AppError } from '../../engine/errors.ts'
import { type MissingSecrets, missingSecrets, restoreBackup } from '../../engine/index.ts'
import { createKeyFileSecrets } from '../../hosts/service/key-file-secrets.ts'
import { readArguments, requireWords } from '../arguments.ts'
import type { Command } from '../command.ts'
import { ask, openForReading } from '../open-desk.ts'
import { printJson, say } from '../output.ts'
import { UsageError } from '../usage.ts'

const force = { force: { type: 'boolean', default: false } } as const

/** One file with everything, while the owner goes on. */
export const backup: Command = async (args, { dataDir }) => {
  const { values, positionals } = readArguments(args, force)
  const file = absolutePath(requireWords(positionals, 'FILE'), 'FILE')
  const desk = await openForReading(dataDir)
  try {
    printJson(await ask(desk, 'store.backup', { file, force: values.force }).catch(sayHowToReplace))
    return 0
  } finally {
    await desk.close()
  }
}

/** Refused while anybody uses the store. The store that was there stays beside the new one. */
export const restore: Command = async (args, { dataDir }) => {
  const file = absolutePath(requireWords(readArguments(args, {}).positionals, 'FILE'), 'FILE')
  const { kept } = restoreBackup(dataDir, file, Date.now())
  if (kept !== null) say(`The store that was there was kept as desk.db.${kept}.`)
  sayMissing(await missingSecrets(dataDir, createKeyFileSecrets(dataDir, process.env['POSTDESK_KEY'])))
  return 0
}

/** Tickets, people and settings as JSON, mails as .eml, attachments by hash. */
export const exportAll: Command = async (args, { dataDir }) => {
  const { values, positionals } = readArguments(args, force)
  const dir = absolutePath(requireWords(positionals, 'DIR'), 'DIR')
  const desk = await openForReading(dataDir)
  try {
    printJson(await ask(desk, 'store.export', { dir, force: values.force }).catch(sayHowToReplace))
    return 0
  } finally {
    await desk.close()
  }
}

/** From where the command is given. Its last slash stays: it says that a folder is meant. */
function absolutePath([path = '']: readonly string[], name: string): string {
  if (path === '') throw new UsageError(`${name} is empty.`)
  return path.endsWith('/') ? `${resolve(path)}/` : resolve(path)
}

function sayHowToReplace(error: unknown): never {
  if (!(error instanceof AppError) || error.code !== 'conflict') throw error
  throw new AppError('conflict', `${error.message} (--force)`, error.field === undefined ? {} : { field: error.field })
}

/** A backup holds secrets sealed, and never their key: without it they have to be given again. */
function sayMissing({ reasons, inboxes, accounts, clients, messageIds }: MissingSecrets): void {
  for (const reason of reasons) say(reason)
  for (const { id, name } of inboxes) say(`Enter the password again: inbox ${id}, ${JSON.stringify(name)}.`)
  for (const { id, login } of accounts) say(`Sign in again: OAuth account ${id}, ${JSON.stringify(login)}.`)
  for (const { id, name } of clients) {
    say(`Enter the client secret again: OAuth client ${id}, ${JSON.stringify(name)}.`)
  }
  if (messageIds)
    say('Answers to mail that was sent before are no longer recognised by the signature in its Message-ID.')
}
