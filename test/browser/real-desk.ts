import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { test as base, type Page } from '@playwright/test'
import { startServiceHost } from '../../src-main/hosts/service/start-service-host.ts'
import { buildMail, type MailInput } from '../fixtures/mail-builder.ts'
import { type DeskUnderTest, openDesk } from '../protocol/desk-under-test.ts'
import { type Dovecot, startDovecot } from '../protocol/dovecot.ts'

const silent = { debug() {}, info() {}, warn() {}, error() {} }

export const PASSWORD = 'correct horse'

/** A whole desk behind a real service host, and a real mail server to point it at. */
export type RealDesk = DeskUnderTest & {
  readonly url: string
  /** The server's certificate, as the form's `ca_file` wants it. */
  readonly caFile: string
  /** A fresh user of the mail server, signed in with PASSWORD. */
  addUser(name: string): Promise<void>
  deliver(user: string, mails: readonly (MailInput | Uint8Array)[]): Promise<void>
  /** An inbox over that user's mailbox, added past the screens. */
  addInbox(user: string, config?: Record<string, unknown>): Promise<string>
  /** Opens a place of the screens in this page. */
  open(page: Page, place?: string): Promise<void>
}

export const test = base.extend<{ desk: RealDesk }, { dovecot: Dovecot }>({
  dovecot: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern
    async ({}, use) => {
      const dovecot = await startDovecot()
      await use(dovecot)
      await dovecot.stop()
    },
    { scope: 'worker' },
  ],
  desk: async ({ dovecot }, use) => {
    const desk = await openDesk()
    const rendererDir = resolve(import.meta.dirname, '../../out/renderer')
    const host = await startServiceHost({ api: desk.api, rendererDir, log: silent })
    const caFile = join(desk.dir, 'ca.pem')
    await writeFile(caFile, dovecot.caPem)
    desk.engine.start()
    await use({
      ...desk,
      url: host.url,
      caFile,
      addUser: name => dovecot.addUser(name, PASSWORD),
      deliver: (user, mails) =>
        dovecot.deliver(
          user,
          'INBOX',
          mails.map(mail => (mail instanceof Uint8Array ? mail : buildMail(mail))),
        ),
      async addInbox(user, config = {}) {
        const { id } = await desk.ask('inboxes.save', {
          config: {
            name: user,
            server: dovecot.host,
            port: dovecot.ports.imaps,
            ca_file: caFile,
            login: user,
            unknown_caller_behavior: 'create_contact',
            ...config,
          },
          password: PASSWORD,
        })
        return id
      },
      async open(page, place = '/') {
        if (!page.url().startsWith(host.url.split('#')[0] ?? '')) {
          await page.goto(host.url)
          await page.waitForURL(/#\/$/)
        }
        await page.evaluate(hash => location.assign(hash), `#${place}`)
      },
    })
    await host.close()
    await desk.close()
  },
})

export { expect } from '@playwright/test'
