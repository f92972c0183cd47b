import type { Step } from './model.ts'
import { automaticMail } from './steps/automatic-mail.ts'
import { duplicate } from './steps/duplicate.ts'
import { findCaller } from './steps/find-caller.ts'
import { findTicket } from './steps/find-ticket.ts'
import { inboxBehaviour } from './steps/inbox-behaviour.ts'
import { ownMail } from './steps/own-mail.ts'
import { sizeLimit } from './steps/size-limit.ts'
import { undesiredSubject } from './steps/undesired-subject.ts'

/**
 * READ FIRST. What a mail meets between the inbox and its ticket, in this order. The first step that stops says how it
 * ends; `docs/life-of-a-message.md` is made from this list, and a test pins the names.
 */
export const pipeline: readonly Step[] = [
  sizeLimit, //        nothing but headers is known of a mail that is too big
  ownMail, //          before every rule on content: a loop must not start anywhere
  undesiredSubject, // a person's list comes before our own judgement of machines
  automaticMail, //    before the ticket is looked for: a machine must not reopen one
  duplicate, //        before anything is looked for: a copy has no effect at all
  findCaller, //       who wrote
  findTicket, //       what it answers
  inboxBehaviour, //   what this inbox does with it: needs both
]
