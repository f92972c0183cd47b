import type { Attack } from './attack.ts'

const at = (bullet: Attack['bullet'], attack: string, file: string, test: string): Attack => ({
  bullet,
  attack,
  file,
  test,
  seed: null,
  in: 'suite',
})

/** Bounds: of patterns, of messages that end the process, and of what a client may ask for at once. */
export const boundsAttacks: readonly Attack[] = [
  at(
    'slow-patterns',
    'Three hundred slow patterns in one save',
    'test/faults/slow-patterns.test.ts',
    'are refused within one budget of processor time for all, those that were not tried, too',
  ),
  at(
    'slow-patterns',
    'The engine frozen while patterns are checked',
    'test/faults/slow-patterns.test.ts',
    'are refused with line and remedy while the engine answers everybody else',
  ),
  at(
    'slow-patterns',
    'A form that checks slow patterns as they are typed',
    'test/faults/slow-patterns.test.ts',
    'are named all at once by the check that a form asks for while somebody types',
  ),
  at(
    'slow-patterns',
    'A check that never comes back',
    'test/faults/slow-patterns.test.ts',
    'ends the thread of one that never comes back, names it, and goes on with the next check',
  ),
  at(
    'slow-patterns',
    'A flood of checks',
    'test/faults/slow-patterns.test.ts',
    'refuses in words when too many checks wait',
  ),
  at(
    'slow-patterns',
    'A slow pattern that the check did not find out',
    'test/faults/slow-patterns.test.ts',
    'is a non-match in the story of the mail that it is slow on, and the mail becomes a ticket',
  ),
  at(
    'slow-patterns',
    'A pattern compiled outside the killable thread',
    'test/architecture/regular-expressions.test.ts',
    'no regular expression is made from text outside the killable thread, on either side of the wire',
  ),
  at(
    'interruptions',
    'A mail that ends the process every time',
    'test/faults/poison-message.test.ts',
    'gives up a message that ends the process every time, and that one only',
  ),
  at(
    'interruptions',
    'A person who kills the process six times',
    'test/faults/poison-message.test.ts',
    'parks nobody when a person or the machine ends the process six times, wherever it is',
  ),
  at(
    'interruptions',
    'Neighbours in flight at every death',
    'test/faults/interruptions.test.ts',
    'is no suspect for long when others were in flight with it, however often that happens',
  ),
  at(
    'interruptions',
    'A neighbour in another inbox',
    'test/faults/interruptions.test.ts',
    'is read alone in the whole process, also when another inbox has mail at the same time',
  ),
  at(
    'interruptions',
    'A reply to a parked mail that opens a second ticket',
    'test/faults/interruptions.test.ts',
    'waits with it as new, says which one, and opens no second ticket, also through another reply',
  ),
  at(
    'interruptions',
    'A reply that waits after its mail was processed',
    'test/faults/interruptions.test.ts',
    'goes into its ticket once it was processed',
  ),
  at(
    'interruptions',
    'A reply that waits after its mail was deleted',
    'test/faults/interruptions.test.ts',
    'is decided by itself after messages.delete',
  ),
  at(
    'command-socket',
    'A line that is an array',
    'test/contract/command-socket.test.ts',
    'answers an array with one line of refusal, and goes on serving',
  ),
  at(
    'command-socket',
    'A line that is null',
    'test/contract/command-socket.test.ts',
    'answers null with one line of refusal, and goes on serving',
  ),
  at(
    'command-socket',
    'A line without an end',
    'test/contract/command-socket.test.ts',
    'answers an endless line with one line of refusal, and goes on serving',
  ),
  at(
    'command-socket',
    'Deep nesting',
    'test/contract/command-socket.test.ts',
    'answers deep nesting with one line of refusal, and goes on serving',
  ),
  at('command-socket', 'Bytes that are not UTF-8', 'test/contract/command-socket.test.ts', 'refuses what is not UTF-8'),
  at(
    'command-socket',
    'Half a JSON, then the end',
    'test/contract/command-socket.test.ts',
    'forgets half a line when its sender goes away',
  ),
  at(
    'command-socket',
    'Keys such as __proto__',
    'test/contract/command-socket.test.ts',
    'takes keys such as __proto__ for what they are: keys',
  ),
  at(
    'command-socket',
    'A flood of connections',
    'test/contract/command-socket.test.ts',
    'has room for so many clients, and cuts off the others of a flood',
  ),
  at(
    'command-socket',
    'A client that never reads',
    'test/contract/command-socket.test.ts',
    'runs no more calls for a client that does not read, and cuts it off',
  ),
  at(
    'command-socket',
    'A client that says nothing',
    'test/contract/command-socket.test.ts',
    'cuts off who says nothing, but not who waits for a command',
  ),
  at(
    'command-socket',
    'A socket that others may open',
    'test/contract/command-socket.test.ts',
    'is a file that only its owner may read or write',
  ),
  at(
    'command-socket',
    'A huge array, a circle or bytes through any door',
    'test/contract/dispatch.test.ts',
    'refuses a huge array, a circle and bytes before any schema looks at them',
  ),
  at(
    'command-socket',
    'Calls of one client that carry too much',
    'test/unit/byte-gate.test.ts',
    'refuses in words what would wait beyond the bounds of one client, and of all',
  ),
  at(
    'command-socket',
    'Thirty-one large previews at once',
    'test/contract/explain-memory.test.ts',
    'thirty-one large mails at once take bounded memory: some wait, the others are refused in words',
  ),
]
