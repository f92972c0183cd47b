import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

it('the engine loads, starts and reads a mail in plain Node where electron cannot be resolved', async () => {
  const child = join(import.meta.dirname, 'child-load-engine.ts')
  const { stdout } = await promisify(execFile)(process.execPath, [child])
  expect(JSON.parse(stdout)).toMatchObject({
    noElectron: true,
    explained: { ok: true, data: { ok: true, mail: { subject: 'Hello' } } },
  })
})
