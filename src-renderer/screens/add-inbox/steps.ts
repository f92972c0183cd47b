/** The steps of the guide, and the fields that each of them asks for, by their names in the configuration. */
export const STEPS = ['address', 'server', 'sign-in', 'folder', 'rules', 'look'] as const
export type StepName = (typeof STEPS)[number]

export const FIELDS: Readonly<Record<StepName, readonly string[]>> = {
  address: ['address', 'name'],
  server: ['protocol', 'server', 'port', 'security', 'validate_certificate'],
  'sign-in': ['auth', 'oauth_account', 'login', 'password'],
  folder: ['mailbox', 'own_addresses'],
  rules: ['target_class', 'email_storage', 'remove_when_ticket_closes', 'target_folder', 'unknown_caller_behavior'],
  look: [],
}

/** POP3 has one mailbox and no folders. */
export function stepsFor(protocol: string): readonly StepName[] {
  return protocol === 'pop3' ? STEPS.filter(step => step !== 'folder') : STEPS
}
