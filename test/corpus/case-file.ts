import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/**
 * A case of the corpus is a pair: `mails/AREA/NAME.eml`, the raw mail, and `mails/AREA/NAME.json`, what Postdesk must make of
 * it. Every mail was written for this test; names and addresses are invented, domains end in `.example` or are example.org.
 */
export const CLIENTS = [
  'gmail',
  'outlook-desktop',
  'outlook-web',
  'outlook-mobile',
  'apple-mail',
  'thunderbird',
  'yahoo',
  'proton',
  'lotus-notes',
  'mobile',
] as const
export const LANGUAGES = [
  'en',
  'fr',
  'de',
  'es',
  'it',
  'pt',
  'nl',
  'pl',
  'sv',
  'da',
  'no',
  'fi',
  'cs',
  'ru',
  'ja',
  'zh',
] as const

const CaseFile = z.strictObject({
  /** One sentence: what is odd about this mail, and who writes such mail. */
  about: z.string().min(10),
  client: z.enum(CLIENTS).optional(),
  language: z.enum(LANGUAGES).optional(),
  /** Rows of the product's section B, or C2 and C4. */
  features: z.array(z.string().regex(/^(?:B\d{1,2}|C2|C4)$/)).min(1),
  /** What others get wrong, such as `auto-submitted-no`. */
  traps: z.array(z.string()).default([]),
  /** Settings of the inbox, as in its file. */
  settings: z.record(z.string(), z.unknown()).default({}),
  /** A part of the explanation (`postdesk explain`): what is named must be equal, lists to their last entry. */
  expected: z.record(z.string(), z.unknown()),
})

export type CorpusCase = z.output<typeof CaseFile> & { readonly name: string; readonly raw: Buffer }

const root = join(import.meta.dirname, 'mails')

export function readCases(): readonly CorpusCase[] {
  return readdirSync(root)
    .flatMap(area => readdirSync(join(root, area)).map(file => `${area}/${file}`))
    .filter(file => file.endsWith('.eml'))
    .toSorted()
    .map(file => {
      const name = file.slice(0, -'.eml'.length)
      const expectation = CaseFile.parse(JSON.parse(readFileSync(join(root, `${name}.json`), 'utf8')))
      return { ...expectation, name, raw: readFileSync(join(root, file)) }
    })
}
