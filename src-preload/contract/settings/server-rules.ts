import type { InboxConfig } from '../entities/inbox.ts'

/** What an inbox's settings let Postdesk do in its mailbox, all of them taken together. */
export type ServerRules = {
  /** False: the mailbox is only read, whoever asks. */
  readonly mayChange: boolean
  readonly processed: 'stays' | 'deleted' | 'moved' | 'deleted-with-ticket'
  readonly errors: 'stay' | 'deleted'
  /** Days until undesired mail is deleted; null: it stays. */
  readonly undesiredAfterDays: number | null
}

type Asked = Pick<InboxConfig, 'readonly' | 'email_storage' | 'remove_when_ticket_closes' | 'error_behavior'>

/** "Stays for ever" was chosen; a person may still delete or move a single mail by hand. */
export function keepsForEver({ email_storage, remove_when_ticket_closes }: Omit<Asked, 'readonly' | 'error_behavior'>) {
  return email_storage === 'keep' && !remove_when_ticket_closes
}

/**
 * The one place that says what may be removed from a mailbox by rule. Whatever queues or carries out a removal asks it,
 * and the form tells from it what will happen. Mail that stays for ever is not deleted as undesired or in error either:
 * what those settings say is stored and has no effect. `undesiredPurgeDelay` in days, the inbox's own where it has one.
 */
export function serverRulesOf(config: Asked, undesiredPurgeDelay: number): ServerRules {
  if (config.readonly) return { mayChange: false, processed: 'stays', errors: 'stay', undesiredAfterDays: null }
  if (keepsForEver(config)) return { mayChange: true, processed: 'stays', errors: 'stay', undesiredAfterDays: null }
  return {
    mayChange: true,
    processed: processedBy(config.email_storage),
    errors: config.error_behavior === 'delete' ? 'deleted' : 'stay',
    undesiredAfterDays: undesiredPurgeDelay,
  }
}

function processedBy(storage: InboxConfig['email_storage']): ServerRules['processed'] {
  switch (storage) {
    case 'keep':
      return 'deleted-with-ticket'
    case 'delete':
      return 'deleted'
    case 'move':
      return 'moved'
  }
}
