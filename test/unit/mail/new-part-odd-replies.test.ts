import { describe, expect, it } from 'vitest'
import { htmlMail, mailOf, plainMail } from './reading.ts'

/** Oddities of programs and gateways; each row is [what is odd, the mail, its new part]. */
const texts: readonly (readonly [string, string, string])[] = [
  ['a frame of dashes', 'New text.\n\n------On 12/29/2025 17:32 PM, Desk Example wrote-----\n\nOld text.', 'New text.'],
  ['a verb between dashes only', 'New text.\n\n---- Desk Example wrote ----\n\n> Old text\n> more', 'New text.'],
  [
    'a date first, no verb',
    'New text.\n\n2026-01-05 11:28 GMT+03:00 Desk <\ndesk@mail.example>:\n\n> Old',
    'New text.',
  ],
  ['slashes in the date', 'New text.\n\n01/05/2026 07:10 AM, Desk Example wrote:\n\n> \n> Old', 'New text.'],
  [
    'an answer right below the quote',
    'On 01/05/2026 07:10 AM, Desk Example wrote:\n\n>\n> Old\nNew text.',
    'New text.',
  ],
  [
    'text above and below the quote',
    'New text.\n\nOn 01/05/2026 07:10 AM, Desk Example wrote:\n\n>\n> Old\n\nRegards, Jane',
    'New text.\n\nRegards, Jane',
  ],
  [
    'nested quotes and text below',
    'New text.\nOn 01/05/2026 07:10 AM, Desk wrote:\n\n>Old\n>On 01/04/2026 07:10 AM, Jane wrote:\n>\n>>\n>> Older.\n\nRegards, Jane',
    'New text.\n\nRegards, Jane',
  ],
  [
    'the verb alone in the third line',
    'New text.\n\nOn Jan 5, 2026, at 12:47 PM, Somebody <\n416ffd3258d4d2fa4c85cfa4c44e1721d66e3e8f4@somebody.example>\nwrote:\n\nOld text\n',
    'New text.',
  ],
  [
    'the name of a phone for a person',
    'New text.\n\nSent from Samsung MobileDesk <desk@mail.example> wrote:\n\n>\n> Old',
    'New text.',
  ],
  [
    'the initials of the writer before each mark (The Bat!)',
    'Hello,\n\nMonday, January 5, 2026, 10:12:13 AM, you wrote:\n\nJD> Old\nJD> more\n\nNew text.',
    'Hello,\n\nNew text.',
  ],
  [
    'the name of the writer before each mark (Supercite)',
    '>>>>> "Desk" == Desk <desk@mail.example> writes:\n\n    Desk> Old\n    Desk> more\n\nNew text.',
    'New text.',
  ],
  ['a prompt, which nobody introduced', 'New text.\n\nC> dir\nC> type a.txt', 'New text.\n\nC> dir\nC> type a.txt'],
  [
    'a line framed by marks (GroupWise)',
    'New text.\n\n>>> Desk <desk@mail.example> 1/5/2026 10:12 AM >>>\nOld',
    'New text.',
  ],
  [
    'no-break space before AM',
    'New text.\n\nOn Mon, Jan 5, 2026 at 10:00\u202fAM Desk <desk@mail.example> wrote:\n\nOld',
    'New text.',
  ],
  [
    'a signature above the header',
    'New text.\n\nFrom: desk@mail.example\nDate: Wed, 16 May 2012 00:15:02 -0600\n\n<http://mail.example/c/1\n>  <bob@mail.example>\n\nOld',
    'New text.',
  ],
  [
    'the date first and no sender',
    'New text.\n\nDate: Mon, 5 Jan 2026 00:15:02 -0600\nTo: jane@mail.example\n\n',
    'New text.',
  ],
  [
    'labels in bold, a wrapped address',
    'New text.\n\n  *From:* desk@mail.example [mailto:\n  desk@mail.example]\n  *Sent:* Monday, January 5, 2026 3:05 PM\n  *To:* jane@mail.example\n  *Subject:* Hello\n\n',
    'New text.',
  ],
  [
    'a date in quoted-printable',
    'New text.\nDate: Mon=2C 5 Jan 2026 10:55:48 +0000\nFrom: desk@mail.example\nTo: jane@mail.example\nSubject: [Ticket #8] Test\n\n',
    'New text.',
  ],
  [
    'a forward inside of the quoted mail',
    'New text.\n\n-----Original Message-----\n\nFYI\n\n---------- Forwarded message ----------\nFrom: bob@mail.example\nDate: Mon\n\nOld',
    'New text.',
  ],
  [
    'a quoted line that lost its mark to a link',
    'New text.\n\nOn Monday, January 5, 2026 at 3:03 PM, Desk wrote:\n\n>\n> Post a response by replying to this email\n>\n(http://mail.example/c/YzOTYzMmE) >\n> life is short. (http://mail.example/c/YzMmE)\n>',
    'New text.',
  ],
  [
    'a label with a blank before the colon',
    'New text.\n\nDe : Desk <desk@mail.example>\nEnvoyé : lundi 5 janvier 2026 10:00\nÀ : Jane\nObjet : TR : x\n\nOld',
    'New text.',
  ],
  [
    'GMX',
    'New text.\n \n\nGesendet: Montag, 05. Januar 2026 um 10:00 Uhr\nVon: "Desk" <desk@mail.example>\nAn: jane@mail.example\nBetreff: x\n\nOld',
    'New text.',
  ],
  [
    'T-Online',
    'New text.\n\n-----Original-Nachricht-----\nBetreff: x\nDatum: 2026-01-05T10:00:00+0100\nVon: "Desk" <desk@mail.example>\nAn: jane\n\nOld',
    'New text.',
  ],
  ['1&1', 'New text.\n\n> Desk <desk@mail.example> hat am 05.01.2026 10:00 CET geschrieben:\n> \n> Old', 'New text.'],
  [
    'La Poste',
    'New text.\n\n> Message du 05/01/26 10:00\n> De : "Desk" <desk@mail.example>\n> A : jane@mail.example\n> Copie à : \n> Objet : x\n> \n> Old',
    'New text.',
  ],
  [
    'Zimbra',
    'New text.\n\n----- Mail original -----\nDe: "Desk" <desk@mail.example>\nÀ: "Jane" <jane@mail.example>\nEnvoyé: Lundi 5 Janvier 2026 10:00:00\nObjet: x\n\nOld',
    'New text.',
  ],
  [
    'Zoho',
    'New text.\n\n\n\n\n\n---- On Mon, 05 Jan 2026 10:00:00 +0100 Desk <desk@mail.example> wrote ---\n\nOld',
    'New text.',
  ],
  [
    'eM Client',
    'New text.\n\n------ Original Message ------\nFrom "Desk" <desk@mail.example>\nTo jane@mail.example\nDate 05.01.2026 10:00:00\nSubject x\n\nOld',
    'New text.',
  ],
  ['Yandex', 'New text.\n\n05.01.2026, 10:00, "Desk" <desk@mail.example>:\n> Old', 'New text.'],
  [
    'Foxmail',
    'New text.\n\n \n发件人： Desk\n发送时间： 2026-01-05 10:00\n收件人： jane\n主题： x\n \nOld',
    'New text.',
  ],
  [
    'Windows Mail',
    'New text.\n\nSent from Mail for Windows\n\nFrom: Desk\nSent: Monday, January 5, 2026 10:00 AM\nTo: Jane\nSubject: x\n\nOld',
    'New text.\n\nSent from Mail for Windows',
  ],
  [
    'Mutt',
    'On Mon, Jan 05, 2026 at 10:00:00AM +0100, Desk wrote:\n> Old?\n\nNew text.\n\n-- \nJane',
    'New text.\n\n-- \nJane',
  ],
  ['Emacs', 'Desk Example <desk@mail.example> writes:\n\n> Old?\n\nNew text.', 'New text.'],
  ['Vietnamese', 'New text.\n\nVào 14:24 8 tháng 6, 2026, Hùng <hung@mail.example> đã viết:\n\n> Old', 'New text.'],
  [
    'Norwegian with the day in front',
    'New text.\nPå 14 september 2026 på 02:23:18, Desk (desk@mail.example) skrev:\n\nOld',
    'New text.',
  ],
  [
    'Polish over two lines',
    'New text.\n\nW dniu 28 stycznia 2026 01:53 użytkownik Zoe <zoe@mail.example>\nnapisał:\n\nOld!',
    'New text.',
  ],
  [
    'Apple with a link in the address',
    'New text.\n\nLe 23 janv. 2026 à 22:03, Desk <desk@mail.example<mailto:desk@mail.example>> a écrit:\n\nOld!',
    'New text.',
  ],
]

const whole: readonly (readonly [string, string])[] = [
  [
    'an appointment',
    'Invitation for an interview:\n\nDate: Wednesday 3, October 2026 \nTime: 7 : 00am \nAddress: 130 Fox St\n\nPlease bring in your ID.',
  ],
  ['a form', 'Name: Jane\nEmail: jane@mail.example\nDate: 5.1.2026\nMessage: It is broken.\n\nThanks'],
  ['drawn arrows', 'Visit us now\n>>> >>>  http://www.mail.example <<<\nVisit our site by the link above'],
  ['a flight', 'My flight:\n\nFrom: Berlin\nTo: Oslo\nDate: 12.02.2026 10:00\n\nIs that all right?'],
  [
    'a forwarded mail',
    'FYI\n\n---------- Forwarded message ----------\nFrom: bob@mail.example\nDate: Tue, Sep 4, 2026 at 1:35 PM\nSubject: Two\nline subject\nTo: rob@mail.example\n\nText',
  ],
  ['a sentence with a date', 'Hello,\non 5 January 2026 at 10:00 the following was shown:\nError 5\nRegards'],
  ['steps', 'What I did:\n1. On Monday: started it\n2. On Tuesday: stopped it'],
]

describe('the new part of odd replies', () => {
  it.each(texts)('%s', async (_, text, expected) => {
    const { newPart } = await mailOf(plainMail(text))
    expect(newPart.text.replace(/\n{2,}/g, '\n\n')).toBe(expected)
  })

  it.each(whole)('is all of a mail that quotes nothing: %s', async (_, text) => {
    const { newPart } = await mailOf(plainMail(text))
    expect(newPart).toMatchObject({ text: text.trim(), rule: null })
  })

  it.each([
    [
      'an attribution inside of the quote',
      'New text.\n<blockquote>\n  <div>On 11-Apr-2026, at 6:54 PM, Bob &lt;bob@mail.example&gt; wrote:</div>\n  <div>Old</div>\n</blockquote>',
      'New text.',
    ],
    [
      'an attribution above the quote',
      'New text.\n<div>On 11-Apr-2026, at 6:54 PM, Bob &lt;bob@mail.example&gt; wrote:</div>\n<blockquote><div>Old</div></blockquote>',
      'New text.',
    ],
    [
      'a quotation of his own above the quote',
      'New text.\n<blockquote>Mine</blockquote>\n<div>On 11-Apr-2026, at 6:54 PM, Bob &lt;bob@mail.example&gt; wrote:</div>\n<blockquote><div><blockquote>Older</blockquote></div></blockquote>',
      'New text.\n\nMine',
    ],
    [
      'a Gmail box without a quote in it',
      'New text.<div class="gmail_quote"><div class="gmail_quote">On 11-Apr-2026, at 6:54 PM, Bob &lt;bob@mail.example&gt; wrote:<div>Old</div></div></div>',
      'New text.',
    ],
    [
      'a header that begins with the date',
      '<div>New text.<br><div><hr>Date: Fri, 23 Mar 2026 12:35:31 -0600<br>To: <a href="mailto:bob@mail.example">bob@mail.example</a><br>From: <a href="mailto:mary@mail.example">mary@mail.example</a><br>Subject: You<br><br>Old</div></div>',
      'New text.',
    ],
    [
      'a header in the box of the reply',
      '<div>New text.<br><br><hr>From: <a href="mailto:bob@mail.example">bob@mail.example</a><br>Date: Fri, 23 Mar 2026 12:35:31 -0600<br>To: x<br>Subject: You<br><br>Old</div>',
      'New text.',
    ],
    [
      'text after the quote',
      '<div><div>New text.</div><blockquote>Old</blockquote></div><div>Disclaimer</div>',
      'New text.\n\nDisclaimer',
    ],
    [
      'a forward in a Gmail box',
      '<div dir="ltr"><br><div class="gmail_quote">---------- Forwarded message ----------<br>From: <b class="gmail_sendername">Bob</b> &lt;bob@mail.example&gt;<br>Text</div></div>',
      '---------- Forwarded message ----------\nFrom: Bob <bob@mail.example>\nText',
    ],
    [
      'text above the attribution in the box',
      '<div class="gmail_quote">New text.<br><br>On Mon, 5 Jan 2026 at 10:00, Desk &lt;desk@mail.example&gt; wrote:<br><blockquote class="gmail_quote">Old</blockquote></div>',
      'New text.',
    ],
    [
      'a mail in a list of cells (Windows Live)',
      '<div>New text.</div><div style="FONT: 10pt Tahoma"><div>&nbsp;</div><div style="BACKGROUND: #f5f5f5"><div><b>From:</b> Desk</div><div><b>Sent:</b> Monday, January 05, 2026 10:00 AM</div><div><b>To:</b> Jane</div><div><b>Subject:</b> x</div></div></div><div>Old</div>',
      'New text.',
    ],
    [
      'Zimbra',
      '<div>New text.</div><hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__"><b>From: </b>"Desk"<br><b>To: </b>Jane<br></div><div data-marker="__QUOTED_TEXT__">Old</div>',
      'New text.',
    ],
    [
      'Zoho',
      '<div>New text.</div><div class="zmail_extra" style=""><div class="zmail_extra_hr" style="border-top: 1px solid rgb(204,204,204);"><br></div><div class="zmail_extra"><div id="Zm-_Id_-Sgn1">---- On Mon, 05 Jan 2026 10:00:00 +0100 <b>Desk &lt;desk@mail.example&gt; </b> wrote ---<br></div><blockquote id="blockquote_zmail">Old</blockquote></div></div>',
      'New text.',
    ],
    [
      'Roundcube',
      '<p>New text.</p><p id="reply-intro">Am 05.01.2026 10:00, schrieb Desk:</p><blockquote type="cite">Old</blockquote>',
      'New text.',
    ],
    [
      'Outlook without a border around the rule',
      '<div>New text.</div><hr tabindex="-1"><p><b>Von:</b> Desk<br><b>Gesendet:</b> Montag, 5. Januar 2026 10:00<br><b>An:</b> Jane<br><b>Betreff:</b> x</p><p>Old</p>',
      'New text.',
    ],
    [
      'quoted as in plain text, and answered below (KMail)',
      '<p>On Monday, 5 January 2026 10:12:13 CET Desk wrote:</p><p>&gt; Old</p><p>&gt; more</p><p>New text.</p>',
      'New text.',
    ],
    [
      'quoted as in plain text, and answered line by line',
      '<p>On Monday, 5 January 2026 10:12:13 CET Desk wrote:</p><p>&gt; Which?</p><p>This.</p><p>&gt; Where?</p><p>There.</p>',
      'On Monday, 5 January 2026 10:12:13 CET Desk wrote:\n\n> Which?\n\nThis.\n\n> Where?\n\nThere.',
    ],
    [
      'a line framed by marks',
      '<div>New text.</div><br>&gt;&gt;&gt; Desk &lt;desk@mail.example&gt; 1/5/2026 10:12 AM &gt;&gt;&gt;<br><div>Old</div>',
      'New text.',
    ],
  ])('HTML: %s', async (_, html, expected) => {
    const { newPart } = await mailOf(htmlMail(html), {
      htmlTagsToRemove: { blockquote: [], div: ['gmail_quote', 'moz-cite-prefix'], pre: ['moz-signature'] },
    })
    expect(newPart.text).toBe(expected)
  })
})
