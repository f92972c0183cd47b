import type { AppError } from '../../errors.ts'
import { type ConnectionStep, nothingKnown } from '../../ports.ts'
import { describeDiskFailure } from './describe-disk-failure.ts'
import { ONLY_READ } from './mbox.ts'
import type { MailStore } from './store.ts'

/** Enough to see that it can be read. */
const HEADER_BYTES = 1024

const kindNames = { directory: 'a folder of .eml files', maildir: 'a Maildir', mbox: 'an mbox file' } as const

/** Looks whether the folder is there, can be read, and can be changed. Stops at the first step that fails. */
export async function testFolder(
  openStore: () => Promise<MailStore>,
  path: string,
): Promise<readonly ConnectionStep[]> {
  let store: MailStore | undefined
  let first: string | undefined
  const opened = (): MailStore => {
    if (!store) throw new Error('The steps ran out of order')
    return store
  }
  const steps = [
    {
      name: 'folder',
      async run() {
        store = await openStore()
        const { added, onServer } = await store.list(nothingKnown)
        first = added.find(({ odd }) => odd === undefined)?.uid
        const count = onServer === 1 ? '1 message' : `${onServer} messages`
        return `${path} is ${kindNames[store.kind]} and holds ${count}.`
      },
    },
    {
      name: 'read',
      async run() {
        if (first === undefined) return 'There is nothing to read yet.'
        await opened().readHeaders(first, HEADER_BYTES)
        return 'The first message can be read.'
      },
    },
    {
      name: 'permission',
      async run() {
        if (opened().kind === 'mbox') return ONLY_READ
        await opened().assertWritable()
        return 'Mail can be deleted and moved.'
      },
    },
  ] as const
  const outcomes: ConnectionStep[] = []
  for (const { name, run } of steps) {
    const start = performance.now()
    const outcome = await run().then(
      message => ({ ok: true, message }),
      (error: unknown) => refuse(describeDiskFailure(error, path)),
    )
    outcomes.push({ name, ...outcome, ms: Math.round(performance.now() - start) })
    if (!outcome.ok) break
  }
  return outcomes
}

function refuse({ message, field }: AppError): Pick<ConnectionStep, 'ok' | 'message' | 'field'> {
  return { ok: false, message, field: field ?? 'path' }
}
