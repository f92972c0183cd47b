import { describe, expect, it } from 'vitest'
import { ByteGate } from '../../src-main/api/byte-gate.ts'

const limits = { callsAtOnce: 2, bytesAtOnce: 100, callsWaiting: 3, bytesWaiting: 200, bytesWaitingOfAll: 300 }

/** Calls that end when they are told to; `log` has them in the order in which they began. */
function underTest() {
  const gate = new ByteGate(limits)
  const log: string[] = []
  const ends = new Map<string, () => void>()
  const call = (client: object, name: string, bytes: number) =>
    gate.run(client, { bytes, bytesWaiting: bytes }, () => {
      log.push(name)
      return new Promise<void>(resolve => ends.set(name, resolve))
    })
  const end = async (name: string) => {
    ends.get(name)?.()
    await new Promise(resolve => setImmediate(resolve))
  }
  return { call, end, log }
}

describe('the gate for calls that carry much', () => {
  it('lets in what fits, by number and by bytes, and one that is larger alone', async () => {
    const { call, end, log } = underTest()
    const page = {}
    const calls = [call(page, 'a', 60), call(page, 'b', 60), call(page, 'huge', 120)]
    expect(log).toEqual(['a'])
    await end('a')
    expect(log).toEqual(['a', 'b'])
    await end('b')
    expect(log).toEqual(['a', 'b', 'huge'])
    await end('huge')
    await Promise.all(calls)
  })

  it('serves clients in turn, so that nobody waits for all calls of another', async () => {
    const { call, end, log } = underTest()
    const [greedy, modest] = [{}, {}]
    const calls = [call(greedy, 'g1', 90), call(greedy, 'g2', 90), call(greedy, 'g3', 90), call(modest, 'm1', 90)]
    for (const name of ['g1', 'g2', 'm1', 'g3']) await end(name)
    expect(log).toEqual(['g1', 'g2', 'm1', 'g3'])
    await Promise.all(calls)
  })

  it('refuses in words what would wait beyond the bounds of one client, and of all', async () => {
    const { call, end } = underTest()
    const [one, two] = [{}, {}]
    const calls = [call(one, 'a', 90), call(one, 'b', 100), call(one, 'c', 100)]
    await expect(call(one, 'd', 10)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/^Too much at once: /),
    })
    calls.push(call(two, 'e', 90))
    await expect(call({}, 'f', 90)).rejects.toThrow('Too much at once')
    for (const name of ['a', 'b', 'e', 'c']) await end(name)
    await Promise.all(calls)
  })

  it('goes on after a call that failed', async () => {
    const gate = new ByteGate(limits)
    await expect(
      gate.run({}, { bytes: 500, bytesWaiting: 500 }, () => Promise.reject(new Error('no'))),
    ).rejects.toThrow('no')
    expect(await gate.run({}, { bytes: 500, bytesWaiting: 500 }, async () => 7)).toBe(7)
  })
})
