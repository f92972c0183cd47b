import { describe, expect, it } from 'vitest'
import { findReason, isHard } from '../../../../src-main/engine/mail/read/reports/hardness.ts'

const verdict = (diagnostic: string, status: string | null = null, action: string | null = 'failed', dialogue = '') =>
  isHard({ diagnostic, dialogue: `${dialogue}\n${diagnostic}`, status, action })

describe('why a delivery failed', () => {
  it.each([
    ['550 5.1.1 <bo@example.org>: Recipient address rejected: User unknown in virtual mailbox table', 'user-unknown'],
    ['550 No such user here', 'user-unknown'],
    ['550 Requested action not taken: mailbox unavailable', 'user-unknown'],
    ['The email account that you tried to reach does not exist.', 'user-unknown'],
    ['554 delivery error: dd This user doesn’t have an example.org account', 'user-unknown'],
    ['550 5.1.1 RESOLVER.ADR.RecipNotFound; not found', 'user-unknown'],
    ['Empfänger unbekannt', 'user-unknown'],
    ['Adresse d’un destinataire inconnu', 'user-unknown'],
    ['El usuario no existe', 'user-unknown'],
    ['O destinatário não existe', 'user-unknown'],
    ['Utente sconosciuto', 'user-unknown'],
    ['Gebruiker onbekend', 'user-unknown'],
    ['пользователь не найден', 'user-unknown'],
    ['宛先のメールアドレスが見つかりません', 'user-unknown'],
    ['收件人不存在', 'user-unknown'],
    ['550 Host unknown', 'host-unknown'],
    ['Host or domain name not found. Name service error for name=example.test type=A: Host not found', 'host-unknown'],
    ['DNS Error: Domain name not found', 'host-unknown'],
    ['Unrouteable address', 'user-unknown'],
    ['556 Domain does not accept mail (nullMX)', 'accepts-none'],
    ['551 User has moved to bo@example.net', 'moved'],
    ['recipient no longer on server', 'moved'],
    ['552 5.2.2 Mailbox full', 'full'],
    ['550 5.1.1 mailbox bo@example.org is over quota temporarily', 'full'],
    ['Das Postfach des Empfängers ist voll', 'full'],
    ['La boîte du destinataire est pleine', 'full'],
    ['メールボックスの容量を超えています', 'full'],
    ['收件人邮箱已满', 'full'],
    ['550 5.2.1 The email account that you tried to reach is disabled', 'suspended'],
    ['552 message size exceeds fixed maximum message size', 'size'],
    ['554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.example', 'spam'],
    ['550 5.7.26 Unauthenticated mail from example.org is not accepted due to its DMARC policy', 'policy'],
    ['451 4.7.1 Greylisted, please try again later', 'policy'],
    ['550 5.1.8 Sender address rejected: Domain not found', 'sender'],
    ['450 4.4.1 connect to mx.example.org: Connection timed out', 'network'],
    ['550 Denied', 'refused'],
    ['250 2.1.5 Ok', null],
  ])('%s: %s', (text, reason) => {
    expect(findReason(text)).toBe(reason)
  })
})

describe('an address is dead', () => {
  it.each([
    ['unknown user', verdict('550 5.1.1 User unknown', '5.1.1')],
    ['unknown user under a policy code', verdict('550 5.7.1 Recipient address rejected: Access denied', '5.7.1')],
    ['no words, but its code', verdict('550 5.1.1', '5.1.1')],
    ['no words, and the code of a domain without a server', verdict('', '5.4.4')],
    ['refused when it was named', verdict('550 User unknown', '5.0.0', 'failed', '>>> RCPT TO:<bo@example.org>')],
    ['nobody said which command', verdict('550 User unknown')],
  ])('%s', (_name, hard) => {
    expect(hard).toBe(true)
  })

  it.each([
    ['full, whatever the code', verdict('552 mailbox is over quota (#5.1.1)', '5.1.1')],
    ['a code of class 4', verdict('450 4.1.1 User unknown', '4.1.1')],
    ['a reply of class 4', verdict('450 User unknown, try again')],
    ['only delayed', verdict('Host unknown', '5.4.4', 'delayed')],
    ['delivered', verdict('does not exist', null, 'delivered')],
    ['the sender’s fault', verdict('550 No such domain example.test', '5.1.7')],
    ['seen first, then refused: a filter', verdict('550 Unknown user bo@example.org', '5.0.0', 'failed', '>>> DATA')],
    ['5.2.1: it exists', verdict('550 5.2.1 User unknown', '5.2.1')],
    ['spam', verdict('554 5.7.1 Message rejected as spam', '5.7.1')],
    ['nothing is known', verdict('550 Denied')],
  ])('not when: %s', (_name, hard) => {
    expect(hard).toBe(false)
  })
})
