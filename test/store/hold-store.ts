import { openStore } from '../../src-main/engine/store/open.ts'

/** Run as a process of its own by `store.test.ts`: owns the store in argv until it is killed. */
const store = openStore(process.argv[2] ?? '', { pid: process.pid, name: 'the night shift', since: 0, socket: '' })
process.send?.('held')
// Keeps the process and the store alive: a store that nobody refers to is collected, and its lock goes with it.
process.on('message', () => process.send?.(store.dataDir))
