import { call } from '../../bridge/bridge.ts'
import { saveFile } from '../../components/save-file.ts'
import { attempt } from '../../components/toast.ts'

/** Hands an attachment to the browser as a download; tells when that fails. */
export async function saveAttachment(id: string): Promise<void> {
  await attempt(async () => {
    const file = await call('attachments.read', { id })
    // Never the declared type: a page opened from a blob: address would have the rights of this page.
    saveFile(file.name, 'application/octet-stream', file.base64)
  })
}
