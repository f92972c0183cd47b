/** One file for each import rule that breaks it, by its path in the tree. */
export type Plant = {
  readonly rule: string
  readonly file: string
  readonly text: string
  readonly beside?: readonly File[]
}
type File = { readonly file: string; readonly text: string }

const uses = (from: string) => `import * as planted from '${from}'\nexport const use = planted\n`
/** A type alone is a dependency, too. */
const usesTypeOf = (from: string) => `import type * as planted from '${from}'\nexport type Use = typeof planted\n`

export const plants: readonly Plant[] = [
  {
    rule: 'floor-errors-ports-events',
    file: 'src-main/engine/errors/planted.ts',
    text: uses('../store/open.ts'),
  },
  { rule: 'floor-store-mail', file: 'src-main/engine/store/planted.ts', text: usesTypeOf('../desk/changes.ts') },
  {
    rule: 'floor-sources-outbox-oauth-settings-discovery',
    file: 'src-main/engine/outbox/planted.ts',
    text: uses('../desk/changes.ts'),
  },
  { rule: 'floor-desk', file: 'src-main/engine/desk/planted.ts', text: uses('../intake/decide.ts') },
  { rule: 'floor-intake', file: 'src-main/engine/intake/planted.ts', text: uses('../poll/health.ts') },
  { rule: 'floor-poll', file: 'src-main/engine/poll/planted.ts', text: uses('../upkeep/backup.ts') },
  { rule: 'floor-upkeep', file: 'src-main/engine/upkeep/planted.ts', text: uses('../index.ts') },
  {
    rule: 'no-cycles',
    file: 'src-main/api/planted-egg.ts',
    text: "import { hen } from './planted-hen.ts'\nexport const egg = () => hen\n",
    beside: [
      {
        file: 'src-main/api/planted-hen.ts',
        text: "import { egg } from './planted-egg.ts'\nexport const hen = () => egg\n",
      },
    ],
  },
  {
    rule: 'engine-knows-no-host',
    file: 'src-main/engine/poll/planted-host.ts',
    text: uses('../../hosts/system-ports.ts'),
  },
  { rule: 'engine-knows-no-host', file: 'src-main/engine/poll/planted-wire.ts', text: uses('ws') },
  { rule: 'engine-knows-no-host', file: 'src-main/engine/poll/planted-shell.ts', text: uses('electron') },
  {
    rule: 'patterns-run-in-killable-threads',
    file: 'src-main/engine/poll/planted-pattern.ts',
    text: uses('../mail/patterns/check-pattern.ts'),
  },
  {
    rule: 'reading-runs-in-killable-threads',
    file: 'src-main/engine/poll/planted-reading.ts',
    text: uses('../mail/read/read-mail.ts'),
  },
  { rule: 'electron-stays-in-its-host', file: 'src-main/api/planted-shell.ts', text: uses('electron') },
  { rule: 'electron-stays-in-its-host', file: 'src-renderer/planted-shell.ts', text: usesTypeOf('electron') },
  { rule: 'contract-imports-only-zod', file: 'src-preload/contract/planted.ts', text: uses('node:fs') },
  { rule: 'contract-imports-only-zod', file: 'src-preload/contract/planted-type.ts', text: usesTypeOf('kysely') },
  {
    rule: 'renderer-knows-only-the-contract',
    file: 'src-renderer/planted.ts',
    text: usesTypeOf('../src-main/engine/errors.ts'),
  },
  {
    rule: 'steps-reach-no-repository',
    file: 'src-main/engine/intake/steps/planted.ts',
    text: usesTypeOf('../../store/handles.ts'),
  },
  {
    rule: 'steps-reach-no-repository',
    file: 'src-main/engine/intake/steps/planted-sql.ts',
    text: uses('kysely'),
  },
  {
    rule: 'one-way-into-commit',
    file: 'src-main/engine/poll/planted-commit.ts',
    text: uses('../intake/commit/commit-decision.ts'),
  },
  {
    rule: 'hosts-import-the-engine-by-its-door',
    file: 'src-main/cli/planted.ts',
    text: usesTypeOf('../engine/poll/pass.ts'),
  },
]
