import type { Attack } from './attack.ts'

const storage = 'test/protocol/server-bounds.test.ts'
const rules = 'test/unit/outbox/server-bounds.test.ts'
const question = 'test/store/readonly-question.test.ts'
const suite = { seed: null, in: 'suite' } as const

/** Deletions that settings forbid, settings that come late, and tickets that mail moves. */
export const actionsAttacks: readonly Attack[] = [
  {
    bullet: 'stays-for-ever',
    attack: 'The purge of undesired mail and the deletion of errors, a year later',
    file: storage,
    test: 'is the default, and binds undesired mail and mail in error too, a year later',
    ...suite,
  },
  {
    bullet: 'stays-for-ever',
    attack: 'A deletion asked for beside it, so that one of the two would be a lie',
    file: storage,
    test: 'refuses a deletion that is asked for beside it, and says what to do',
    ...suite,
  },
  {
    bullet: 'stays-for-ever',
    attack: 'A deletion that waits from before, in whatever way it came to wait',
    file: rules,
    test: 'undesired mail that stays for ever',
    ...suite,
  },
  {
    bullet: 'readonly',
    attack: 'Deletions by rule, and flags that a server sets on what is read',
    file: storage,
    test: 'opens the folder by EXAMINE and changes nothing in it, whatever else is set',
    ...suite,
  },
  {
    bullet: 'readonly',
    attack: 'A deletion, a move and a new folder by hand',
    file: storage,
    test: 'refuses a deletion and a move by hand in words, before and when they are asked for',
    ...suite,
  },
  {
    bullet: 'readonly',
    attack: 'What waited before, a put-back, a retry',
    file: storage,
    test: 'calls off what waits when it becomes so, put-backs included, and lets nothing be put back or tried again',
    ...suite,
  },
  {
    bullet: 'readonly',
    attack: 'An import of before, which forgot the flag',
    file: question,
    test: 'is asked of an older inbox until it is answered, and nothing changes before',
    ...suite,
  },
  {
    bullet: 'settings-reach-queue',
    attack: 'Deletions wait, and the mail shall stay',
    file: storage,
    test: 'calls off what waits when it is chosen later; what was set besides stays stored, without effect',
    ...suite,
  },
  {
    bullet: 'settings-reach-queue',
    attack: 'Moves wait for a folder that is not the target any more',
    file: storage,
    test: 'another target folder, and a move in place of a deletion',
    ...suite,
  },
  {
    bullet: 'settings-reach-queue',
    attack: 'The purge delay is raised, for one inbox and for all',
    file: storage,
    test: 'how long undesired mail stays, of the inbox and of all',
    ...suite,
  },
  {
    bullet: 'settings-reach-queue',
    attack: 'The inbox is paused, removed, and added again',
    file: storage,
    test: 'a pause calls nothing off; the removal of the inbox does',
    ...suite,
  },
  {
    bullet: 'settings-reach-queue',
    attack: 'A copy with other settings takes over',
    file: storage,
    test: 'a copy that takes over has its own settings for what waits',
    ...suite,
  },
  {
    bullet: 'settings-reach-queue',
    attack: 'An undo brings back a deletion that the settings forbid by now',
    file: question,
    test: 'a removal that was undone and is put back after the settings changed is called off',
    ...suite,
  },
  {
    bullet: 'stimulus-by-mail',
    attack: 'A mail reopens a ticket whose mails are about to be deleted, or are',
    file: storage,
    test: 'that reopens calls off what waits, and names what has gone',
    ...suite,
  },
  {
    bullet: 'stimulus-by-mail',
    attack: 'A mail closes a ticket',
    file: storage,
    test: 'that closes the ticket queues the removal of its mails',
    ...suite,
  },
  ...['an absence note', 'list mail', 'bulk mail', 'what a program sends'].map(what => ({
    bullet: 'stimulus-by-mail' as const,
    attack: `A closed ticket is answered by ${what}`,
    file: storage,
    test: `${what} never reopens, though it is processed`,
    ...suite,
  })),
]
