import { join } from 'node:path'
import type { Ground } from './ground.ts'

/** Every command that opens a store; `restore` and `adopt` are the ways out and have tests of their own. */
export type StoreCommand = { readonly name: string; words(ground: Ground): readonly string[] }

const plain = (...words: readonly string[]): StoreCommand => ({ name: words.join(' '), words: () => words })

export const commands: readonly StoreCommand[] = [
  plain('serve', '--no-open'),
  plain('poll', '--json'),
  plain('inbox', 'list', '--json'),
  { name: 'inbox add', words: ({ inboxFile }) => ['inbox', 'add', '--file', inboxFile] },
  plain('inbox', 'test', '1', '--json'),
  plain('inbox', 'remove', '1'),
  plain('messages', 'list', '--json'),
  plain('messages', 'eml', '1'),
  plain('messages', 'ignore', '1'),
  plain('tickets', 'list', '--json'),
  plain('tickets', 'show', 'R-000001', '--json'),
  plain('changes', 'clean', '--limit', '0'),
  plain('check', '--json'),
  { name: 'backup', words: ({ dir }) => ['backup', join(dir, 'never.backup')] },
  { name: 'export', words: ({ dir }) => ['export', join(dir, 'never-exported')] },
  { name: 'explain', words: ({ mail }) => ['explain', mail] },
]
