import { AppError } from '../errors.ts'
import type { MailSource, SourceSession } from '../ports.ts'

/**
 * The mail of an inbox that is read only. The last gate before the server: whoever asks for a deletion, a move or mail
 * to be put back is refused, whatever the protocol.
 */
export function readOnlySource(source: MailSource): MailSource {
  const { watch } = source
  return {
    open: async signal => readOnlySession(await source.open(signal)),
    async test(signal) {
      const steps = await source.test(signal)
      // What this login may change there does not matter.
      return steps.map(step =>
        step.name === 'permission' ? { name: step.name, ms: step.ms, ok: true, message: ONLY_READ } : step,
      )
    },
    ...(watch && { watch: (signal, onNews) => watch(signal, onNews) }),
  }
}

const ONLY_READ = 'This inbox is read only: nothing is deleted, moved or put back here.'

function readOnlySession({ removeTogether: _, ...session }: SourceSession): SourceSession {
  const refuse = async (): Promise<never> => {
    throw new AppError('not-allowed', ONLY_READ, { field: 'readonly' })
  }
  return { ...session, remove: refuse, move: refuse, putBack: refuse }
}
