import { main } from '../../../src-main/cli/main.ts'

export type Ended = { readonly code: number; readonly stdout: string; readonly stderr: string }

/** One command of the command line to its end, in this process. A service that does start is ended at once. */
export async function runCommand(words: readonly string[]): Promise<Ended> {
  const said = { stdout: '', stderr: '' }
  const restore = (['stdout', 'stderr'] as const).map(stream => {
    const original = process[stream].write
    process[stream].write = ((text: string | Uint8Array) => {
      said[stream] += typeof text === 'string' ? text : Buffer.from(text).toString('latin1')
      if (stream === 'stdout' && said.stdout.includes('"url"')) setImmediate(() => process.emit('SIGHUP'))
      return true
    }) as typeof original
    return () => {
      process[stream].write = original
    }
  })
  try {
    return { code: await main(words), ...said }
  } finally {
    for (const back of restore) back()
  }
}
