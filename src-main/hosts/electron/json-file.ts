import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import type { z } from 'zod'
import { describeError } from '../../engine/errors.ts'
import type { Log } from '../../engine/ports.ts'

/** Null when the file is not there, or is damaged; the second is logged. */
export function readJsonFile<T extends z.ZodType>(file: string, schema: T, log: Log): z.output<T> | null {
  if (!existsSync(file)) return null
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    log.warn('desktop.file-damaged', { file, error: describeError(error) })
    return null
  }
}

/** Whole or not at all: written beside the old one, then put in its place. */
export function writeJsonFile(file: string, value: unknown): void {
  const beside = `${file}.${randomUUID()}.tmp`
  try {
    writeFileSync(beside, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true })
    renameSync(beside, file)
  } finally {
    rmSync(beside, { force: true })
  }
}
