import { describe, expect, it } from 'vitest'
import { AppError } from '../../../src-main/engine/errors.ts'
import { heedRefusals } from '../../../src-main/engine/oauth/heed-refusals.ts'
import type { MailSource } from '../../../src-main/engine/ports.ts'

const signal = new AbortController().signal
const refused = new AppError('sign-in-failed', 'The server did not take the sign-in.', { field: 'auth' })
const lost = new AppError('connection-failed', 'The connection was lost.', { retry: true })

function over(source: Partial<MailSource>) {
  const distrusted: number[] = []
  const tokens = {
    accessTokenFor: async () => 'token',
    distrust: async (accountId: number) => void distrusted.push(accountId),
    refresh: async () => undefined,
    settled: async () => undefined,
  }
  const whole: MailSource = { open: () => Promise.reject(lost), test: async () => [], ...source }
  return { source: heedRefusals(whole, tokens, 7), distrusted }
}

describe('a source that signs in with a token', () => {
  it.each([
    ['opened', { open: () => Promise.reject(refused) }, (source: MailSource) => source.open(signal)],
    ['waited on', { watch: () => Promise.reject(refused) }, (source: MailSource) => source.watch?.(signal, () => {})],
  ] as const)('has its token distrusted when it is refused as it is %s', async (_, parts, use) => {
    const { source, distrusted } = over(parts)
    await expect(use(source)).rejects.toBe(refused)
    expect(distrusted).toEqual([7])
  })

  it('keeps its token through a lost line', async () => {
    const { source, distrusted } = over({})
    await expect(source.open(signal)).rejects.toBe(lost)
    expect(distrusted).toEqual([])
  })

  it('is waited on for news where the source can, and nowhere else', async () => {
    let news = 0
    const { source } = over({
      async watch(_, onNews) {
        onNews()
        return 'ended'
      },
    })
    expect(
      await source.watch?.(signal, () => {
        news += 1
      }),
    ).toBe('ended')
    expect(news).toBe(1)
    expect(over({}).source.watch).toBeUndefined()
  })
})
