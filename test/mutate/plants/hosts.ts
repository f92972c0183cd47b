import type { Plant } from '../plant.ts'

export const hostsPlants: readonly Plant[] = [
  {
    name: 'the origin of a web socket is ignored',
    file: 'src-main/hosts/service/guard.ts',
    find: 'if (!isOwnOrigin(headers.origin, own.port)) return',
    replace: 'if (!isOwnOrigin(headers.origin, own.port) && own.port < 0) return',
    tests: ['test/contract/hostile-requests.test.ts'],
  },
  {
    name: 'any token opens the web socket',
    file: 'src-main/hosts/service/guard.ts',
    find: 'return a.length === b.length && timingSafeEqual(a, b)',
    replace: 'return a.length === b.length || timingSafeEqual(b, b)',
    tests: ['test/contract/hostile-requests.test.ts'],
  },
  {
    name: 'a store opened for reading takes commands',
    file: 'src-main/api/dispatch.ts',
    find: "if (kind === 'command' && engine.options.mode === 'read') {",
    replace: "if (kind === 'command' && engine.options.mode === 'read' && name === '') {",
    tests: ['test/contract/dispatch.test.ts'],
  },
  {
    name: 'all but some of a view means all of it',
    file: 'src-main/api/handlers/selected-messages.ts',
    find: '.filter(id => !except.has(id))',
    replace: '.filter(id => !except.has(-id))',
    tests: ['test/store/message-selections.test.ts'],
  },
  {
    name: 'any link leaves the application',
    file: 'src-main/hosts/electron/openable-link.ts',
    find: 'if (!OPENABLE_SCHEMES.some(scheme => scheme === url.protocol))',
    replace: 'if (OPENABLE_SCHEMES.length === 0)',
    tests: ['test/shell/shell-parts.test.ts'],
  },
  {
    name: 'a list is redrawn under the reader when mail comes in',
    file: 'src-renderer/stores/view-list-store.ts',
    find: 'scrollTop < 8 &&',
    replace: '',
    tests: ['test/unit/renderer/view-list-store.test.ts'],
  },
  {
    name: 'everybody on the machine can read the key of the passwords',
    file: 'src-main/hosts/service/key-file-secrets.ts',
    find: 'mode: 0o600',
    replace: 'mode: 0o644',
    tests: ['test/contract/key-file-secrets.test.ts'],
    test: 'has a key that only the owner of the process can read',
  },
]
