import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

/** Held while they wait: 256 MB of base64; read at a time: one. The rest is what a process and its threads take. */
const MOST_MB = 1_600

it('thirty-one large mails at once take bounded memory: some wait, the others are refused in words', {
  timeout: 300_000,
}, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'postdesk-explain-'))
  const child = join(import.meta.dirname, 'child-explain.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [child, dataDir])
  rmSync(dataDir, { recursive: true, force: true })
  const { answered, refused, peakMb } = JSON.parse(stdout) as { answered: number; refused: string[]; peakMb: number }
  expect(answered + refused.length).toBe(31)
  expect(answered).toBeGreaterThanOrEqual(10)
  for (const message of refused) expect(message).toMatch(/^Too much at once: /)
  expect(peakMb).toBeLessThan(MOST_MB)
})
