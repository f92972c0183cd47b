import { openStore } from '../../src-main/engine/store/open.ts'

/** Run as a process of its own by `store.test.ts`: owns the store in argv until it is killed. */
openStore(process.argv[2] ?? '', { pid: process.pid, name: 'the night shift', since: 0, socket: '' })
process.send?.('held')
process.on('message', () => undefined)
