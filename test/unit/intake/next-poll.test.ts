import { describe, expect, it } from 'vitest'
import { nextPollMs } from '../../../src-main/engine/poll/health.ts'

describe('the time to the next check', () => {
  it.each([
    [30, 0, 30],
    [30, 1, 60],
    [30, 2, 120],
    [30, 4, 480],
    [30, 5, 900],
    [30, 1000, 900],
    [5, 1, 10],
    [3600, 1, 3600],
    [3600, 9, 3600],
  ])('with a period of %i s and %i failures is %i s', (periodSeconds, failures, seconds) => {
    expect(nextPollMs(periodSeconds * 1000, failures)).toBe(seconds * 1000)
  })
})
