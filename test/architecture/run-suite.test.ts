import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runSuite } from '../progress/run-suite.ts'

const scratch = mkdtempSync(join(tmpdir(), 'postdesk-suite-'))
afterAll(() => rmSync(scratch, { recursive: true }))

let count = 0
/** A suite that tells its progress as the reporters do, and then does `then`. */
function runAs(lines: readonly object[], then: string, silenceMs: number) {
  count += 1
  const progressFile = join(scratch, `progress-${count}.jsonl`)
  const script = join(scratch, `suite-${count}.mjs`)
  const text = lines.map(line => `${JSON.stringify(line)}\n`).join('')
  writeFileSync(
    script,
    `import { appendFileSync } from 'node:fs'
     appendFileSync(process.env.POSTDESK_TEST_PROGRESS, ${JSON.stringify(text)})
     ${then}`,
  )
  return runSuite(process.execPath, [script], { cwd: scratch, progressFile, silenceMs })
}

describe('a suite that is watched', () => {
  it('is ended when nothing happens in it, with the names of the tests that were running', async () => {
    const lines = [
      { kind: 'begin', what: 'a.test.ts › is done' },
      { kind: 'begin', what: 'a.test.ts › hangs' },
      { kind: 'end', what: 'a.test.ts › is done' },
      { kind: 'begin', what: 'b.test.ts › hangs too' },
    ]
    const deaf = "process.on('SIGINT', () => {}); setInterval(() => {}, 1000)"
    expect(await runAs(lines, deaf, 1_000)).toEqual({
      ok: false,
      wrong: ['nothing happened for 1 s, so the suite was ended; running: a.test.ts › hangs; b.test.ts › hangs too'],
    })
  })

  it('is ended even where it never hears that it has to end', async () => {
    const { wrong } = await runAs([{ kind: 'begin', what: 'loops' }], 'for (;;);', 1_000)
    expect(wrong).toEqual(['nothing happened for 1 s, so the suite was ended; running: loops'])
  })

  it('has failed when something went wrong outside any test, which is named', async () => {
    const error = { kind: 'error', what: 'outside any test: Error: late' }
    expect(await runAs([error], '', 60_000)).toEqual({ ok: false, wrong: ['outside any test: Error: late'] })
  })

  it('is left alone as long as it goes on', async () => {
    expect(
      await runAs(
        [
          { kind: 'begin', what: 'a' },
          { kind: 'end', what: 'a' },
        ],
        '',
        60_000,
      ),
    ).toEqual({
      ok: true,
      wrong: [],
    })
  })
})
