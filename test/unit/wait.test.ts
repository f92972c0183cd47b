import { describe, expect, it } from 'vitest'
import { timeoutsOf } from '../../src-main/engine/sources/net/server-line.ts'
import { systemClock } from '../../src-main/hosts/system-ports.ts'
import { timerMs, wait } from '../../src-main/wait.ts'

const longest = 2 ** 31 - 1

describe('a delay of a timer', () => {
  it.each([
    [0, 0],
    [-5, 0],
    [Number.NaN, 0],
    [1_500, 1_500],
    [longest, longest],
    [longest + 1, longest],
    [Number.POSITIVE_INFINITY, longest],
  ])('of %s ms is asked for as %s', (asked, set) => {
    expect(timerMs(asked)).toBe(set)
  })

  it('of a line to a server is never more than a timer takes', () => {
    const month = 30 * 86_400_000
    expect(timeoutsOf({ timeouts: { socketMs: month } }).socketMs).toBe(longest)
  })
})

describe('a wait that is longer than a timer takes', () => {
  it.each([
    ['wait', wait],
    ['the clock of the machine', systemClock.sleep],
  ])('does not end at once: %s', async (_, sleep) => {
    const warned: string[] = []
    const warn = (warning: Error) => warned.push(warning.name)
    process.on('warning', warn)
    const end = new AbortController()
    const ended = sleep(longest + 1_000, end.signal).then(() => 'ended')
    const first = await Promise.race([ended, wait(50).then(() => 'waits')])
    end.abort()
    expect(await ended).toBe('ended')
    process.off('warning', warn)
    expect(first).toBe('waits')
    expect(warned).not.toContain('TimeoutOverflowWarning')
  })

  it('ends at once when it was given up before', async () => {
    await wait(Number.POSITIVE_INFINITY, AbortSignal.abort())
  })
})
