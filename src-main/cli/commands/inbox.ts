import { readFileSync } from 'node:fs'
import { dirname, isAbsolute, resolve } from 'node:path'
import { readArguments, readJsonFile, requireWords } from '../arguments.ts'
import type { Command, Place } from '../command.ts'
import { ask, openForChange, openForReading, openToEdit } from '../open-desk.ts'
import { readOriginalOptions } from '../original-options.ts'
import { printJson, say } from '../output.ts'
import { UsageError } from '../usage.ts'

/** Manage and test inboxes. */
export const inbox: Command = async (args, place) => {
  const [what, ...rest] = args
  if (what === 'add') return add(rest, place)
  if (what === 'list') return list(rest, place)
  if (what === 'remove') return remove(rest, place)
  if (what === 'test') return test(rest, place)
  throw new UsageError('inbox takes add, list, remove or test.')
}

async function add(args: readonly string[], { dataDir }: Place): Promise<number> {
  const { values, positionals } = readArguments(args, {
    file: { type: 'string' },
    'password-env': { type: 'string' },
    'password-file': { type: 'string' },
  })
  requireWords(positionals)
  if (values.file === undefined) throw new UsageError('inbox add takes --file inbox.json.')
  const config = withAbsolutePaths(readOriginalOptions(readJsonFile(values.file, '--file')), values.file)
  const password = readPassword(values['password-env'], values['password-file'])
  const desk = await openForChange(dataDir)
  try {
    const order = { config: config as never, ...(password === undefined ? {} : { password }) }
    const { id } = await ask(desk, 'inboxes.save', order)
    printJson({ id })
    return 0
  } finally {
    await desk.close()
  }
}

/** Paths in the file are meant from where the file lies, whoever carries the command out. */
function withAbsolutePaths(config: unknown, file: string): unknown {
  if (typeof config !== 'object' || config === null) return config
  const absolute: Record<string, unknown> = { ...config }
  for (const field of ['path', 'ca_file']) {
    const value = absolute[field]
    if (typeof value === 'string' && value !== '' && !isAbsolute(value)) absolute[field] = resolve(dirname(file), value)
  }
  return absolute
}

/** Secrets are never arguments: they come from the environment or a file. */
function readPassword(variable: string | undefined, file: string | undefined): string | undefined {
  if (variable !== undefined) {
    const value = process.env[variable]
    if (value === undefined) throw new UsageError(`--password-env: ${variable} is not set.`)
    return value
  }
  if (file === undefined) return undefined
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  } catch {
    throw new UsageError(`--password-file: ${file} cannot be read.`)
  }
}

async function list(args: readonly string[], { dataDir }: Place): Promise<number> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean', default: false } })
  requireWords(positionals)
  const desk = await openForReading(dataDir)
  try {
    const inboxes = await ask(desk, 'inboxes.list', {})
    if (values.json) printJson({ inboxes })
    else
      for (const { id, name, where, active } of inboxes)
        say(`${id}\t${name}\t${where}\t${active ? 'active' : 'inactive'}`)
    return 0
  } finally {
    await desk.close()
  }
}

async function remove(args: readonly string[], { dataDir }: Place): Promise<number> {
  const { positionals } = readArguments(args, {})
  const [id = ''] = requireWords(positionals, 'ID')
  const desk = await openToEdit(dataDir)
  try {
    await ask(desk, 'inboxes.remove', { id })
    return 0
  } finally {
    await desk.close()
  }
}

async function test(args: readonly string[], { dataDir }: Place): Promise<number> {
  const { values, positionals } = readArguments(args, { json: { type: 'boolean', default: false } })
  const [id = ''] = requireWords(positionals, 'ID')
  const desk = await openForReading(dataDir)
  try {
    const report = await ask(desk, 'inboxes.test', { id })
    if (values.json) printJson(report)
    else for (const step of report.steps) say(`${step.ok ? 'ok  ' : 'FAIL'} ${step.name}: ${step.message}`)
    return report.ok ? 0 : 1
  } finally {
    await desk.close()
  }
}
