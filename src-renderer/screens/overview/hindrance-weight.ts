import type { Hindrance } from '../../../src-preload/contract/entities/host.ts'

type Weight = 'bad' | 'wait' | 'calm'

/** What is broken, what waits for a person, and what was meant to be so. */
export function weightOf(kind: Hindrance['kind']): Weight {
  switch (kind) {
    case 'inbox-failing':
    case 'signed-out':
    case 'disk-full':
      return 'bad'
    case 'paused':
    case 'no-inbox':
    case 'all-inactive':
    case 'first-look':
    case 'behind':
    case 'actions-failing':
      return 'wait'
    case 'inbox-inactive':
      return 'calm'
  }
}
