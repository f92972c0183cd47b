import { describe, expect, it } from 'vitest'
import { checkPattern } from '../../../src-main/engine/mail/patterns/check-pattern.ts'
import { createMailReader } from '../../../src-main/engine/mail/worker-pool.ts'
import { findConfigIssues } from '../../../src-main/engine/poll/inboxes/check-config.ts'
import { plainInbox } from '../../../src-main/engine/poll/messages/explain-mail.ts'
import { Settings } from '../../../src-preload/contract/settings/settings.ts'
import { tempStore } from '../../store/temp-store.ts'

const workerUrl = new URL('../../../src-main/engine/mail/worker.ts', import.meta.url)

const defaults: readonly string[] = Object.values(Settings.parse({}))
  .flatMap(section => (typeof section === 'object' && section !== null ? Object.entries(section) : []))
  .filter(([name]) => name.endsWith('patterns'))
  .flatMap(([, list]) => (Array.isArray(list) ? list.map(String) : Object.keys(list as object)))

const harmless = [
  '/R-\\d{6}/',
  '/\\b[RICP]-\\d{6,}\\b/',
  '/\\[#(\\d+)\\]/',
  '/^(?:re|aw|wg|fwd?)\\s*:/i',
  '/^Undeliverable: (.+)$/i',
  '/ticket\\s*#?\\s*(?P<id>\\d{4,8})/i',
  '~^\\s*-{2,}\\s*Original Message\\s*-{2,}\\s*$~mi',
  '/^On .{5,200} wrote:$/is',
  '/[\\w.+-]+@[\\w-]+\\.[\\w.]+/',
  '/^\\s*$/',
  '/.*/',
  '/^.+$/m',
  '/(a|b)+c/',
  '/\\p{L}+\\s\\p{N}+/u',
  '/"[^"]*+"/',
  '/(?>a+)b/',
  '/^>{1,5}/',
  '/\\RVon: .+\\RGesendet: .+\\R/m',
  '/(?:foo|bar|baz){1,3}/',
  '/^(\\d{1,3}\\.){3}\\d{1,3}$/',
  '/^[A-Z]{2}-\\d+ (open|closed)$/',
  '/(?i)vacation/',
  '/\\A\\s*\\Z/',
  '/^_{10,}$/m',
  '/([A-Z]+-)?\\d+/',
  '/^(Sent|Envoyé|Gesendet) from my .+$/iu',
  '/<https?:\\/\\/[^>]+>/',
  '/(\\w+) (\\w+)/',
  '/^[^:]+:[^:]+$/',
  '/^(From|To|Cc): .*$/m',
]

const catastrophic = [
  '/^(a+)+$/',
  '/(a*)*b/',
  '/^(\\w+\\s?)+$/',
  '/^(a|aa)+$/',
  '/^(a|a)*$/',
  '/(.*)*x/',
  '/^(.*,)*x$/',
  '/(x+x+)+y/',
  '/^([a-zA-Z0-9]+)*$/',
  '/^(\\d+\\.?)+$/',
  '/^(([a-z])+.)+[A-Z]([a-z])+$/',
  '/(\\s*\\w*)*:/',
  '/^([\\w.-]+)+@/',
  '/^(-+\\s*)+Original$/',
  '/(>+ ?)+end/',
  '/^(?:[^<]+|<)*>$/',
  '/^((ab)*)*c$/',
  '/(foo|foo)+$/',
  '/^(\\R+\\s*)+x/',
  '/^(a?){40}a{40}$/',
  '/^(On .*\\s*)+wrote:$/',
  '/.*.*.*.*=x/',
]

describe('a pattern that is saved', () => {
  it.each([...defaults, ...harmless])('may be %s', pattern => {
    expect(checkPattern(pattern)).toEqual({ ok: true })
  })

  it.each(catastrophic)('may not be %s, which some mail would keep searching', pattern => {
    const checked = checkPattern(pattern)
    expect(checked.ok ? '' : checked.message).toMatch(/search too long in a text of \d+ characters/)
  })

  it('is refused with its field, itself and a remedy', async () => {
    const { store, remove } = tempStore()
    const reader = createMailReader({ workerUrl, threads: 1 })
    const config = { ...plainInbox, path: '/var/mail', title_pattern: '/^(\\w+ ?)+$/' }
    const issues = await findConfigIssues(store.reads, reader, config)
    await reader.close()
    await remove()
    const issue = issues.find(({ field }) => field === 'title_pattern')
    expect(issue?.message).toMatch(/^The pattern \/\^\(\\w\+ \?\)\+\$\/ cannot be used: .*do not repeat/)
  })
})
