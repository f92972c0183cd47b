import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { limits } from '../../../../src-main/engine/mail/limits.ts'
import { attachments, oddNames } from './attachments.ts'
import { bodies } from './bodies.ts'
import type { Reading } from './child.ts'
import { headers } from './headers.ts'
import { patterns } from './patterns.ts'
import { structures } from './structures.ts'

/**
 * Bounds for a machine under load; alone, each of these mails is read within 2 s, its neighbours within 0.1 s and all
 * of a kind within 300 MB.
 */
const slowestMs = 15_000
const slowestNeighbourMs = 3_000
/** Two heaps of V8 could take `limits.workerMemoryMb` each; bytes of a mail live outside of them, a few times over. */
const mostBytes = 700_000_000

const kinds = { structures, headers, bodies, attachments, patterns }

describe.each(Object.entries(kinds))('hostile mail in the pool of readers: %s', (_, mails) => {
  const names = Object.keys(mails)
  let readings = new Map<string, Reading>()
  beforeAll(async () => {
    const child = join(import.meta.dirname, 'child.ts')
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', child, ...names])
    const lines = stdout.trim().split('\n')
    readings = new Map(lines.map(line => JSON.parse(line) as Reading).map(reading => [reading.name, reading]))
  }, 240_000)

  it.each(names)('%s: is read in its time and memory, and its neighbours do not notice', name => {
    const reading = readings.get(name)
    if (!reading) throw new Error('There is no answer.')
    expect(reading.failure).toBeNull()
    expect(reading.ms).toBeLessThan(slowestMs)
    expect(reading.neighbourMs).toBeLessThan(slowestNeighbourMs)
    expect(reading.growthBytes).toBeLessThan(mostBytes)
    // mailparser gives up some of these (EMAXLEN); a mail keeps its row in the list whatever it holds.
    expect(reading).toMatchObject({ messageId: '<hostile@example.com>', subject: 'A hostile mail' })
    expect(reading).toMatchObject({ from: 'mallory@example.com', sentAt: Date.UTC(2026, 2, 2, 10) })
    expect(reading.to).toBeLessThanOrEqual(limits.addresses)
    expect(reading.cc).toBeLessThanOrEqual(limits.addresses)
    expect(reading.references).toBeLessThanOrEqual(limits.references)
    expect(reading.parts).toBeLessThanOrEqual(limits.parts)
    expect(reading.textLength).toBeLessThanOrEqual(limits.bodyLength)
  })

  if (mails === attachments) {
    it('names that lead elsewhere: become labels', () => {
      const shown = readings.get('names that lead elsewhere')?.names ?? []
      expect(shown).toHaveLength(oddNames.length)
      for (const name of shown) {
        expect(name).toMatch(/^[^/\\:\p{Cc}\p{Cf}]{1,200}$/u)
        expect(name).not.toMatch(/^\.|[. ]$|^(?:con|nul)(?:\.|$)/i)
      }
      expect(shown.slice(0, 2)).toEqual(['passwd', 'boot.ini'])
    })

    it('a zip bomb: is kept as it is', () => {
      expect(readings.get('a zip bomb')).toMatchObject({ names: ['a.zip'], textStart: 'hello' })
    })
  }

  if (mails === patterns) {
    it.each(names)('%s: all other patterns are tried', name => {
      const reading = readings.get(name)
      expect(reading?.newPartStart).toMatch(/^(?:hello|new)/)
      expect(reading?.warnings.join()).toMatch(/ran out of time/)
    })
  }
})
