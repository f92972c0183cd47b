/** Thirty-one pages ask at once what would become of a mail of 16 MB each. Says how it went, and the peak of its memory. */
import { createApi } from '../../src-main/api/dispatch.ts'
import { keepHeapSmall } from '../../src-main/hosts/keep-heap-small.ts'
import { openTestDesk } from '../faults/desk-over-folder.ts'

keepHeapSmall()
const desk = await openTestDesk(process.argv[2] ?? '')
const api = createApi(desk.engine)
const header = 'From: jane@example.com\r\nSubject: Large\r\nContent-Type: text/plain\r\n\r\n'
const mail = () => Buffer.concat([Buffer.from(header), Buffer.alloc(16 * 1024 * 1024, 'abcdefg hijk\r\n')])
const replies = await Promise.all(
  Array.from({ length: 31 }, (_, page) =>
    api.dispatch('mails.explain', { file: `${page}.eml`, base64: mail().toString('base64') }, { page }),
  ),
)
const answered = replies.filter(reply => reply.ok).length
const refused = replies.flatMap(reply => (reply.ok ? [] : [reply.error.message]))
await desk.close()
process.stdout.write(JSON.stringify({ answered, refused, peakMb: process.resourceUsage().maxRSS / 1024 }))
process.exit(0)
