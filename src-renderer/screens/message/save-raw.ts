import { call } from '../../bridge/bridge.ts'
import { saveFile } from '../../components/save-file.ts'
import { attempt } from '../../components/toast.ts'

/** The mail as it came, for whoever wants to look at it elsewhere. */
export function saveRaw(id: string, subject: string): void {
  void attempt(async () => {
    const { base64 } = await call('messages.raw', { id })
    saveFile(`${subject.slice(0, 80) || id}.eml`, 'message/rfc822', base64)
  })
}
