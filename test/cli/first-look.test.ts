import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestDesk } from '../faults/desk-over-folder.ts'
import { mailToDesk, openFolderDesk } from '../protocol/folder-desk.ts'
import { tempFolder } from '../store/temp-store.ts'
import { requireBuild, run } from './command-line.ts'

const { dir, remove } = tempFolder()
let mails: Awaited<ReturnType<typeof openFolderDesk>>
beforeAll(async () => {
  requireBuild()
  mails = await openFolderDesk()
})
afterAll(async () => {
  await mails?.close()
  remove()
})

it('poll processes nothing of an inbox that waits for its first look, and says so in one line', async () => {
  const desk = await openTestDesk(dir)
  const path = await mails.mailFolder([mailToDesk(), mailToDesk({ subject: 'Another' })])
  const config = { name: 'Support', protocol: 'folder', path, unknown_caller_behavior: 'create_contact' } as const
  const { id } = await desk.ask('inboxes.save', { config, askFirst: true })
  await desk.close()

  const { code, stdout, stderr } = await run(['poll', '--json', '--data', dir], {
    env: { POSTDESK_KEY: 'crash tests' },
  })
  expect(JSON.parse(stdout)).toMatchObject({ inboxes: [{ id, seen: 2, new: 0, created: 0 }] })
  expect(stderr.trim()).toBe(
    `postdesk: inbox ${id} (Support) waits for its first look; answer it in Postdesk, nothing was processed.`,
  )
  expect(code).toBe(0)

  const after = await openTestDesk(dir)
  await after.ask('inboxes.answerFirstLook', { id, choice: { take: 'since', since: 0 } })
  await after.close()
  const answered = await run(['poll', '--json', '--data', dir], { env: { POSTDESK_KEY: 'crash tests' } })
  expect(answered.stderr).toBe('')
})
