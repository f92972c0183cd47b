import { describe, expect, it } from 'vitest'
import { isStandIn } from '../../../src-main/engine/mail/stand-in.ts'
import { standIn } from '../../fixtures/stand-in.ts'

const isOne = (text: string) => isStandIn(Buffer.from(text, 'latin1'))

describe('what Exchange gives in place of a mail that it cannot convert', () => {
  it('is known, over IMAP and over POP3, with folded and broken lines', () => {
    expect(isOne(standIn)).toBe(true)
    expect(isOne(standIn.replace('IMAP4', 'POP3'))).toBe(true)
    expect(isOne(standIn.replaceAll('\r\n', '\n'))).toBe(true)
    expect(isOne(standIn.replace('failed for', 'failed\r\n for'))).toBe(true)
    expect(isOne(standIn.replace('the following message:\r\n\r\n', 'the follow=\r\ning message:=20\r\n\r\n'))).toBe(
      true,
    )
  })

  it.each([
    ['somebody forwards it', standIn.replace('Subject: ', 'Subject: FW: ')],
    ['somebody asks what it is', standIn.replace("The server couldn't retrieve", 'What does this mean? It is about')],
    ['another mail quotes it', standIn.replace('Subject: Retrieval', 'Subject: Help: Retrieval')],
    ['it is a large mail', standIn + 'x'.repeat(40_000)],
    ['there is nothing', ''],
  ])('is not seen where %s', (_, text) => {
    expect(isOne(text)).toBe(false)
  })
})
