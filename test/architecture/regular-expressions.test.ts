import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..', '..')

/** Made from our own lists of words while a module is loaded, never from what a person typed. */
const fromOwnWords = [
  'src-main/engine/desk/message-ids.ts',
  'src-main/engine/intake/automatic/absence-subjects.ts',
  'src-main/engine/mail/new-part/attribution.ts',
  'src-main/engine/mail/new-part/header-block.ts',
  'src-main/engine/mail/new-part/reply-above.ts',
  'src-main/engine/mail/new-part/signature.ts',
  'src-main/engine/mail/read/reports/notice-recipients.ts',
]
/** In the killable thread: see the import rule `patterns-run-in-killable-threads`. */
const inTheThread = 'src-main/engine/mail/patterns/'

it('no regular expression is made from text outside the killable thread, on either side of the wire', () => {
  const makers = ['src-main', 'src-preload', 'src-renderer'].flatMap(tree =>
    readdirSync(join(root, tree), { recursive: true, encoding: 'utf8' })
      .filter(name => /\.tsx?$/.test(name))
      .map(name => join(tree, name))
      .filter(file => /\bRegExp\(/.test(readFileSync(join(root, file), 'utf8'))),
  )
  expect(makers.filter(file => !file.startsWith(inTheThread)).toSorted()).toEqual(fromOwnWords)
})
