// Who may import whom, each rule with its reason. `import-rules.test.ts` proves that every rule fires.

const engine = '^src-main/engine/'
const floors = [
  ['errors', 'ports', 'events'],
  ['store', 'mail'],
  ['sources', 'outbox', 'oauth', 'settings', 'discovery'],
  ['desk'],
  ['intake'],
  ['poll'],
  ['upkeep'],
  ['index'],
]

const pathOf = name => `${engine}${name}(/|\\.ts$)`

/** A room imports only from floors below its own, and nothing runs back up. */
const floorRules = floors.map((rooms, floor) => ({
  name: `floor-${rooms.join('-')}`,
  comment: `${rooms.join(', ')} must not know the floors above: mail runs one way through the house.`,
  severity: 'error',
  from: { path: rooms.map(pathOf) },
  to: {
    path: floors
      .slice(floor + 1)
      .flat()
      .map(pathOf),
  },
}))

export default {
  forbidden: [
    ...floorRules.slice(0, -1),
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one idea in two places.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'engine-knows-no-host',
      comment: 'The engine is a plain Node library: no shell, no api, no electron, no http server, no command line.',
      severity: 'error',
      from: { path: engine },
      to: { path: ['^src-main/(hosts|api|cli)/', '^src-renderer/', '^(electron|ws)$', 'node_modules/(electron|ws)/'] },
    },
    {
      name: 'electron-stays-in-its-host',
      comment: 'Only the Electron host and the preload know that there is an Electron.',
      severity: 'error',
      from: {
        path: '^src-',
        pathNot: ['^src-main/hosts/electron/', '^src-main/index\\.ts$', '^src-preload/index\\.ts$'],
      },
      to: { path: ['^electron$', 'node_modules/electron/'] },
    },
    {
      name: 'contract-imports-only-zod',
      comment: 'The contract is what both sides agree on; it depends on nobody.',
      severity: 'error',
      from: { path: '^src-preload/contract/' },
      to: { pathNot: ['^src-preload/contract/', 'node_modules/zod/'] },
    },
    {
      name: 'renderer-knows-only-the-contract',
      comment: 'The renderer asks through the bridge; it never reaches into the engine.',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { path: ['^src-main/', '^src-preload/index\\.ts$'] },
    },
    {
      name: 'steps-reach-no-repository',
      comment: 'A step sees the desk through its read-only view, so that it can be tested with a table.',
      severity: 'error',
      from: { path: '^src-main/engine/intake/steps/' },
      to: {
        path: ['^src-main/engine/(store|desk|outbox|poll)/', '^src-main/engine/intake/commit/', 'node_modules/kysely/'],
      },
    },
    {
      name: 'one-way-into-commit',
      comment: 'Effects have one door: only the life of a message carries decisions out.',
      severity: 'error',
      from: { pathNot: ['^src-main/engine/intake/(process-message\\.ts|commit/)'] },
      to: { path: '^src-main/engine/intake/commit/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'patterns-run-in-killable-threads',
      comment:
        "An administrator's pattern may search without end: only a thread that can be killed compiles or runs one.",
      severity: 'error',
      from: { path: '^src-', pathNot: ['^src-main/engine/mail/(worker\\.ts|(read|new-part|patterns)/)'] },
      to: { path: '^src-main/engine/mail/patterns/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'reading-runs-in-killable-threads',
      comment: 'What compiles patterns is reached through the worker only, by its file and never by an import.',
      severity: 'error',
      from: { path: '^src-', pathNot: ['^src-main/engine/mail/(worker\\.ts|read/|new-part/)'] },
      to: {
        path: '^src-main/engine/mail/(worker|read/read-mail|new-part/(new-part|html|text))\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'hosts-import-the-engine-by-its-door',
      comment: 'Hosts and the command line put the engine together through index.ts and ports; its rooms are its own.',
      severity: 'error',
      from: { path: '^src-main/(hosts|cli)/' },
      to: { path: engine, pathNot: ['^src-main/engine/(index|ports|errors)\\.ts$'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'src-main/tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js'] },
  },
}
