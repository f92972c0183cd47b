import { describe, expect, it } from 'vitest'
import { nothingFound } from '../../../../src-main/engine/intake/model.ts'
import { sizeLimit } from '../../../../src-main/engine/intake/steps/size-limit.ts'
import { createFakeDeskView } from '../../../fakes/fake-desk-view.ts'
import { incoming } from '../incoming.ts'

const run = (
  limit: string,
  sizeBytes: number,
  rest: { passOver?: 'too-big' | 'unknown-caller'; whole?: boolean } = {},
) =>
  sizeLimit.run(
    incoming({}, { settings: { maximum_email_size: limit }, sizeBytes, ...rest }),
    nothingFound,
    createFakeDeskView(),
  )

describe('the size limit', () => {
  it.each([
    ['10M', 10 * 1024 ** 2, 'passed'],
    ['10M', 10 * 1024 ** 2 + 1, 'stopped'],
    ['1K', 1024, 'passed'],
    ['1K', 1025, 'stopped'],
    ['0', 10 ** 12, 'passed'],
  ])('of %s lets %i bytes be %s', async (limit, sizeBytes, outcome) => {
    expect((await run(limit, sizeBytes)).outcome).toBe(outcome)
  })

  it('refuses as too big and names the setting', async () => {
    expect(await run('1M', 3 * 1024 ** 2)).toMatchObject({
      reason: 'The mail has 3.0 MB; the limit of this inbox is 1.0 MB (maximum_email_size).',
      evidence: '3145728 bytes',
      verdict: { kind: 'reject', code: 'too-big' },
    })
  })

  it('lets a person pass over it, once the whole mail is there', async () => {
    expect((await run('1K', 2048, { passOver: 'too-big' })).outcome).toBe('passed')
    expect((await run('1K', 2048, { passOver: 'too-big', whole: false })).outcome).toBe('stopped')
    expect((await run('1K', 2048, { passOver: 'unknown-caller' })).outcome).toBe('stopped')
  })
})
