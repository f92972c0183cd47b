import type { Attack } from './attack.ts'

const at = (bullet: Attack['bullet'], file: string) => (attack: string, test: string) =>
  ({ bullet, attack, file, test, seed: null, in: 'suite' }) satisfies Attack

const bad = at('one-bad-message', 'test/protocol/imap-one-bad-message.test.ts')
const odd = at('one-bad-message', 'test/protocol/imap-odd-answers.test.ts')
const flood = at('server-floods', 'test/protocol/flooding-servers.test.ts')
const timer = at('server-floods', 'test/unit/wait.test.ts')
const dripping = at('server-floods', 'test/protocol/imap-odd-answers.test.ts')

export const imapAttacks: readonly Attack[] = [
  bad(
    'NO with a response code for one FETCH',
    'with NO [UNAVAILABLE] Cannot read this message now stops no other, and waits with these words',
  ),
  bad(
    'NO [LIMIT] for one FETCH',
    'with NO [LIMIT] Message is over the limit stops no other, and waits with these words',
  ),
  bad(
    'NO [INUSE] for one FETCH',
    'with NO [INUSE] Locked by another session stops no other, and waits with these words',
  ),
  bad(
    'NO [SERVERBUG] for one FETCH',
    'with NO [SERVERBUG] Internal error 4711 stops no other, and waits with these words',
  ),
  bad(
    'NO [CORRUPTION] for one FETCH',
    'with NO [CORRUPTION] The index is broken stops no other, and waits with these words',
  ),
  bad(
    'NO [EXPUNGEISSUED] for one FETCH',
    'with NO [EXPUNGEISSUED] It may be gone stops no other, and waits with these words',
  ),
  bad('BAD for one FETCH', 'with BAD Could not parse the message stops no other, and waits with these words'),
  bad('A bare NO', 'with a bare NO stops no other'),
  bad('A bare BAD', 'with a bare BAD stops no other'),
  bad('The first of all is bad', 'with NO at the first stops no other'),
  bad('The last of all is bad', 'with NO at the last stops no other'),
  bad(
    'The line breaks in the middle of one message each time',
    'and breaks the line each time, as number 2 of 4, stops no other',
  ),
  bad(
    'Two bad ones among 300 that are refused',
    'nor do two among 300 where the server refuses, for few commands more',
  ),
  bad(
    'Two bad ones among 300 that break the line',
    'nor do two among 300 where the server breaks the line, for few commands more',
  ),
  bad('BODY[] NIL', 'with NIL as its content stops no other'),
  bad('An answer without BODY[]', 'with an answer without content stops no other'),
  bad('A row that cannot be parsed', 'with an answer that nobody can read stops no other'),
  bad('No RFC822.SIZE', 'but with no size becomes a ticket like all others'),
  bad('INTERNALDATE NIL', 'but with NIL as its date becomes a ticket like all others'),
  bad('INTERNALDATE that is no date', 'but with a date that is none becomes a ticket like all others'),
  bad('A literal longer than the announced size', 'but with a size that is too small becomes a ticket like all others'),
  bad('The listing is refused for one message', 'by NO becomes a ticket like all others'),
  bad('The listing breaks the line at one message', 'and breaks the line becomes a ticket like all others'),
  bad(
    'The headers of one that is too big are refused',
    'by its headers, as it is too big, stops no other when the server refuses them',
  ),
  bad('Every single one is refused', 'the server is the cause where it refuses, and all of them come once it is well'),
  bad(
    'Every single one breaks the line',
    'the server is the cause where it breaks the line, and all of them come once it is well',
  ),
  bad(
    'The line drops twice, then the message comes',
    'comes as soon as the line holds again, and no other comes twice',
  ),
  bad(
    'A known bad message at every poll',
    'is asked for later and later, after all others, and costs a healthy inbox nothing',
  ),
  odd('Silence in the middle of one message', 'gives up on a server that falls silent in the middle'),
  flood(
    'FETCH rows without end',
    'with FETCH rows for mails that are not there gives way, and a poll beside it is done before',
  ),
  flood(
    'Whole mails that nobody asked for',
    'with whole mails that nobody asked for gives way, and a poll beside it is done before',
  ),
  flood('EXISTS without end', 'with EXISTS gives way, and a poll beside it is done before'),
  flood('OK without end', 'with OK gives way, and a poll beside it is done before'),
  flood('LIST without end', 'with folders gives way, and a poll beside it is done before'),
  flood('A line without end', 'with one line without end gives way, and a poll beside it is done before'),
  flood(
    'A SEARCH answer of millions',
    'with lines of fifty thousand UIDs gives way, and a poll beside it is done before',
  ),
  flood('A literal of 4 GB', 'with a literal of 4 GB has it refused when it is announced'),
  flood('Rows after the tagged answer', 'after the answer to a command gives way before the next'),
  flood('Rows in IDLE', 'while a line waits for mail gives way'),
  flood('A POP3 LIST without end', 'with its list gives way'),
  flood('A POP3 UIDL without end', 'with names gives way'),
  flood('An SMTP greeting without end', 'with lines of a greeting that goes on gives way'),
  timer('A timer that overflows', 'does not end at once: the clock of the machine'),
  dripping('A server that drips one byte at a time', 'is given up without a signal, though it never falls silent'),
]
