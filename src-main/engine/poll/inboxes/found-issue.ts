/** One thing that is wrong with a configuration, with the code that saving refuses it with. */
export type FoundIssue = {
  readonly code: 'invalid-input' | 'not-yet' | 'conflict'
  /** By its name in the contract. */
  readonly field: string
  readonly message: string
}

export function invalid(field: string, message: string): FoundIssue {
  return { code: 'invalid-input', field, message }
}

export function notYet(field: string, message: string): FoundIssue {
  return { code: 'not-yet', field, message }
}

export function conflict(field: string, message: string): FoundIssue {
  return { code: 'conflict', field, message }
}
