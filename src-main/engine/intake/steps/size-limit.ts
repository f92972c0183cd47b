import type { Step } from '../model.ts'

/** C1. The server told the size before anything was downloaded; only the headers are here. */
export const sizeLimit: Step = {
  name: 'size-limit',
  purpose: 'A mail over the size limit waits as an error with its headers. First, since nothing else of it is known.',
  async run({ sizeBytes, rules, whole, passOver }) {
    const limit = rules.maximumSizeBytes
    if (limit === 0 || sizeBytes <= limit) return { outcome: 'passed', reason: 'The mail is within the size limit.' }
    if (passOver === 'too-big' && whole)
      return { outcome: 'passed', reason: 'Too big, but a person said to process it anyway.' }
    return {
      outcome: 'stopped',
      reason: `The mail has ${megabytes(sizeBytes)}; the limit of this inbox is ${megabytes(limit)} (maximum_email_size).`,
      evidence: `${sizeBytes} bytes`,
      verdict: { kind: 'reject', code: 'too-big' },
    }
  },
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 ** 2).toFixed(1)} MB`
}
