import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { test as base } from '@playwright/test'
import { type ServiceHost, startServiceHost } from '../../src-main/hosts/service/start-service-host.ts'
import { createFakeApi, type FakeApi, type FakeHandlers } from '../fakes/fake-api.ts'
import type { FakeDesk } from '../fakes/fake-desk.ts'

const silent = { debug() {}, info() {}, warn() {}, error() {} }

export type FakeDeskHost = { readonly host: ServiceHost; readonly api: FakeApi }
type Serve = (desk: FakeDesk, handlers?: FakeHandlers) => Promise<FakeDeskHost>

/** A server on the loopback that nobody may reach. */
export type Trap = { readonly port: number; readonly reached: readonly string[]; connections(): number }

/** A test with the built screens on a real service host over a desk in memory; the host ends with the test. */
export const test = base.extend<{ serve: Serve; trap: Trap }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern
  serve: async ({}, use) => {
    const hosts: ServiceHost[] = []
    await use(async (desk, handlers = {}) => {
      const api = createFakeApi(desk, handlers)
      const rendererDir = resolve(import.meta.dirname, '../../out/renderer')
      const host = await startServiceHost({ api, rendererDir, log: silent })
      hosts.push(host)
      return { host, api }
    })
    for (const host of hosts) await host.close()
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  trap: async ({}, use) => {
    const reached: string[] = []
    const server = createServer((request, response) => {
      reached.push(request.url ?? '')
      response.end()
    })
    let connections = 0
    server.on('connection', () => {
      connections += 1
    })
    await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
    await use({ port: (server.address() as AddressInfo).port, reached, connections: () => connections })
    server.closeAllConnections()
    await new Promise(closed => server.close(closed))
  },
})

export { expect } from '@playwright/test'
