import { readFileSync } from 'node:fs'

/** Where a bench child reads mail and what it may use; passed as one JSON argument. */
export type Target = {
  readonly server: string
  readonly port: number
  readonly login: string
  readonly password: string
  readonly caFile: string
  readonly dataDir: string
  readonly count: number
}

export function readTarget(): Target {
  return JSON.parse(process.argv[2] ?? '') as Target
}

export function readCa(target: Target): string {
  return readFileSync(target.caFile, 'utf8')
}
