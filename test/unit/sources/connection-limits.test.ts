import { describe, expect, it } from 'vitest'
import { AppError } from '../../../src-main/engine/errors.ts'
import type { MailSource, SourceSession } from '../../../src-main/engine/ports.ts'
import { createConnectionLimits } from '../../../src-main/engine/sources/connection-limits.ts'
import { manualClock } from '../../protocol/manual-clock.ts'

const hour = 3_600_000
const never = new AbortController().signal
const account = { server: 'mail.example.org', login: 'ada' }

/** A server that counts what one account has open, and refuses more than it allows. */
function countingServer(allows = Number.POSITIVE_INFINITY) {
  const server = { open: 0, most: 0, refused: 0, allows }
  const connect = () => {
    if (server.open >= server.allows) {
      server.refused += 1
      throw new AppError('connection-failed', 'Too many', { retry: true, tooManyConnections: true })
    }
    server.open += 1
    server.most = Math.max(server.most, server.open)
  }
  const source: MailSource = {
    async open() {
      connect()
      const close = async () => {
        server.open -= 1
      }
      return { close } as SourceSession
    },
    test: async () => [],
    async watch(signal) {
      connect()
      await new Promise(resolve => signal.addEventListener('abort', resolve, { once: true }))
      server.open -= 1
      return 'ended'
    },
  }
  return { server, source }
}

/** Lets everything happen that waits for nothing outside. */
const settle = () => new Promise(resolve => setImmediate(resolve))

describe('the connections of one account', () => {
  it('are three at most, in the order in which they were asked for', async () => {
    const { server, source } = countingServer()
    const limits = createConnectionLimits(manualClock())
    const opened: number[] = []
    const sessions = [1, 2, 3, 4, 5].map(async n => {
      const session = await limits
        .within({ ...account, server: n % 2 ? 'MAIL.example.org' : account.server }, source)
        .open(never)
      opened.push(n)
      return session
    })
    await settle()
    expect(opened).toEqual([1, 2, 3])
    await (await sessions[1])?.close()
    await settle()
    expect(opened).toEqual([1, 2, 3, 4])
    await (await sessions[0])?.close()
    await (await sessions[0])?.close()
    await settle()
    expect({ opened, most: server.most, open: server.open - 3 }).toEqual({ opened: [1, 2, 3, 4, 5], most: 3, open: -1 })
  })

  it('delay no other account, on the same server or on another, however long they hang', async () => {
    const limits = createConnectionLimits(manualClock())
    const hanging: MailSource = { open: () => new Promise(() => {}), test: async () => [] }
    for (let n = 0; n < 5; n++) limits.within(account, hanging).open(never)
    await settle()
    const { source } = countingServer()
    await limits.within({ ...account, login: 'bert' }, source).open(never)
    await limits.within({ ...account, server: 'other.example.org' }, source).open(never)
  })

  it('leave one place to what does something, however many folders wait for mail', async () => {
    const { server, source } = countingServer()
    const limits = createConnectionLimits(manualClock())
    const end = new AbortController()
    const folders = [1, 2, 3, 4].map(() => limits.within(account, source).watch?.(end.signal, () => {}))
    await settle()
    expect(server.open).toBe(2)
    const session = await limits.within(account, source).open(never)
    expect(server.open).toBe(3)
    await session.close()
    end.abort()
    expect(await Promise.all(folders)).toEqual(Array(4).fill('ended'))
    expect(server).toMatchObject({ open: 0, most: 3 })
  })

  it('give up a turn that nobody waits for any more', async () => {
    const { source } = countingServer()
    const limits = createConnectionLimits(manualClock())
    const sessions = await Promise.all([1, 2, 3].map(() => limits.within(account, source).open(never)))
    const end = new AbortController()
    const fourth = limits.within(account, source).open(end.signal)
    end.abort()
    await fourth
    await sessions[0]?.close()
    await settle()
    await expect(
      Promise.race([limits.within(account, source).open(never), settle().then(() => 'waits')]),
    ).resolves.toBe('waits')
  })
})

describe('a server that lets in fewer', () => {
  it('is obeyed: lines that wait for mail give way, the mail is fetched, and only after an hour is more tried', async () => {
    const { server, source } = countingServer(1)
    const clock = manualClock()
    const limits = createConnectionLimits(clock)
    const end = new AbortController()
    const watching = limits.within(account, source).watch?.(end.signal, () => {})
    await settle()
    expect(server.open).toBe(1)
    const pass = async () => (await limits.within(account, source).open(never)).close()
    await pass()
    expect(server).toMatchObject({ refused: 1, open: 0 })
    clock.advance(hour - 1)
    await pass()
    expect(server).toMatchObject({ refused: 1, open: 0 })
    clock.advance(1)
    server.allows = 5
    await pass()
    await settle()
    expect(server).toMatchObject({ refused: 1, open: 1, most: 2 })
    end.abort()
    expect(await watching).toBe('ended')
  })

  it('is not asked again at once when it is others who fill it', async () => {
    const { server, source } = countingServer(0)
    const limits = createConnectionLimits(manualClock())
    await expect(limits.within(account, source).open(never)).rejects.toMatchObject({ tooManyConnections: true })
    expect(server.refused).toBe(1)
    server.allows = 5
    await limits.within(account, source).open(never)
    const second = limits.within(account, source).open(never)
    expect(await Promise.race([second, settle().then(() => 'waits')])).toBe('waits')
  })
})
