import { describe, expect, it } from 'vitest'
import {
  attributionStart,
  isCertainAttribution,
  isShortAttribution,
  mayEndAttribution,
} from '../../../src-main/engine/mail/new-part/attribution.ts'

const desk = 'Desk <desk@example.org>'

describe('the line before a quoted mail', () => {
  it.each([
    // Gmail
    `On Mon, Jan 5, 2026 at 10:00 AM ${desk} wrote:`,
    `Le lun. 5 janv. 2026 à 10:00, ${desk} a écrit :`,
    `${desk} schrieb am Mo., 5. Jan. 2026, 10:00:`,
    `El lun, 5 ene 2026 a las 10:00, Desk (<desk@example.org>) escribió:`,
    `Il giorno lun 5 gen 2026 alle ore 10:00 ${desk} ha scritto:`,
    `${desk} escreveu (segunda, 5/01/2026 à(s) 10:00):`,
    `Em seg., 5 de jan. de 2026 às 10:00, ${desk} escreveu:`,
    `Op ma 5 jan 2026 om 10:00 schreef ${desk}:`,
    `pon., 5 sty 2026 o 10:00 ${desk} napisał(a):`,
    `Den mån 5 jan. 2026 kl 10:00 skrev ${desk}:`,
    `man. 5. jan. 2026 kl. 10.00 skrev ${desk}:`,
    `ma 5. tammik. 2026 klo 10.00 Desk (desk@example.org) kirjoitti:`,
    `po 5. 1. 2026 v 10:00 odesílatel ${desk} napsal:`,
    `пн, 5 янв. 2026 г. в 10:00, ${desk}:`,
    `2026年1月5日(月) 10:00 ${desk}:`,
    `${desk} 于2026年1月5日周一 10:00写道：`,
    `${desk} 於 2026年1月5日 週一 上午10:00寫道：`,
    `2026년 1월 5일 (월) 오전 10:00, ${desk}님이 작성:`,
    `${desk}, 5 Oca 2026 Pzt, 10:00 tarihinde şunu yazdı:`,
    `${desk} ezt írta (időpont: 2026. jan. 5., H, 10:00):`,
    `пн, 5 січ. 2026 р. о 10:00 ${desk} пише:`,
    `În lun., 5 ian. 2026 la 10:00, ${desk} a scris:`,
    `Στις Δευ 5 Ιαν 2026 στις 10:00 π.μ., ο χρήστης ${desk} έγραψε:`,
    `Vào Th 2, 5 thg 1, 2026 vào lúc 10:00 ${desk} đã viết:`,
    // Apple Mail
    `On 5 Jan 2026, at 10:00, ${desk} wrote:`,
    `Le 5 janv. 2026 à 10:00, ${desk} a écrit :`,
    `Am 05.01.2026 um 10:00 schrieb ${desk}:`,
    `El 5 ene 2026, a las 10:00, ${desk} escribió:`,
    `Il giorno 5 gen 2026, alle ore 10:00, ${desk} ha scritto:`,
    `No dia 05/01/2026, às 10:00, ${desk} escreveu:`,
    `Op 5 jan 2026, om 10:00 heeft ${desk} het volgende geschreven:`,
    `Wiadomość napisana przez ${desk} w dniu 5 sty 2026, o godz. 10:00:`,
    `5 jan. 2026 kl. 10:00 skrev ${desk}:`,
    `Den 5. jan. 2026 kl. 10.00 skrev ${desk}:`,
    `${desk} kirjoitti 5.1.2026 kello 10.00:`,
    `5. 1. 2026 v 10:00, ${desk}:`,
    `5 янв. 2026 г., в 10:00, ${desk} написал(а):`,
    `2026/01/05 10:00、${desk}のメール:`,
    `在 2026年1月5日，10:00，${desk} 写道：`,
    `${desk} şunları yazdı (5 Oca 2026 10:00):`,
    // Thunderbird
    'On 1/5/26 10:00, Desk wrote:',
    'Am 05.01.26 um 10:00 schrieb Desk:',
    'Le 05/01/2026 à 10:00, Desk a écrit :',
    'El 5/1/26 a las 10:00, Desk escribió:',
    'Il 05/01/26 10:00, Desk ha scritto:',
    'Às 10:00 de 05/01/26, Desk escreveu:',
    'Op 05-01-2026 om 10:00 schreef Desk:',
    'W dniu 05.01.2026 o 10:00, Desk pisze:',
    'Den 2026-01-05 kl. 10:00, skrev Desk:',
    'Desk kirjoitti 5.1.2026 klo 10.00:',
    'Dne 05. 01. 26 v 10:00 Desk napsal(a):',
    '05.01.2026 10:00, Desk пишет:',
    'On 2026/01/05 10:00, Desk wrote:',
    '在 2026/1/5 10:00, Desk 写道:',
    '2026. 01. 05. 10:00 keltezéssel, Desk írta:',
    '05.01.2026 10:00 tarihinde Desk yazdı:',
    // Yahoo, AOL, Proton
    `On Monday, January 5, 2026 at 10:00:00 AM GMT+1, ${desk} wrote:`,
    `Le lundi 5 janvier 2026 à 10:00:00 UTC+1, ${desk} a écrit :`,
    `Am Montag, 5. Januar 2026, 10:00:00 MEZ hat ${desk} Folgendes geschrieben:`,
    `Il lunedì 5 gennaio 2026 alle ore 10:00:00 CET, ${desk} ha scritto:`,
    `On Monday, January 5th, 2026 at 10:00 AM, ${desk} wrote:`,
    `${desk} schrieb am Montag, 5. Januar 2026 um 10:00:`,
    // Others
    `${desk} hat am 5. Januar 2026 um 10:00 geschrieben:`,
    `Dnia 5 stycznia 2026 10:00 ${desk} napisał(a):`,
    `In data 5 gennaio 2026 10:00:31 "Desk" <desk@example.org> ha scritto:`,
    `05.01.2026, 10:00, "Desk" <desk@example.org>:`,
    `Понедельник, 5 января 2026, 10:00 +03:00 от Desk <desk@example.org>:`,
    `At 2026-01-05 10:00:00, "Desk" <desk@example.org> wrote:`,
    `在 2026-01-05 10:00:00，"Desk" <desk@example.org> 写道：`,
    `---- On Mon, 05 Jan 2026 10:00:00 +0100 ${desk} wrote ---`,
    `-----"Desk" <desk@example.org> wrote: -----`,
    '------On 12/29/2025 17:32 PM, Desk Example wrote-----',
    `On Mon, Jan 5, 2026 at 10:00 AM -0800, "Desk" <desk@example.org> wrote:`,
    `On Jan 5, 2026, 10:00 +0100, ${desk}, wrote:`,
    `On Tue, Apr 29, 2014 at 4:22 PM, Desk <desk@example.org>wrote:`,
    `*On Mon, Jan 5, 2026 at 10:00 AM ${desk} wrote:*`,
    `\u200eOn Mon, Jan 5, 2026 at 10:00\u202fAM ‪Desk‬‏ <‪desk@example.org‬‏> wrote:‬`,
    'Desk Example via Portal wrote on 22/10/15 00:24:',
    '2026-01-05 10:00 GMT+01:00 Desk <desk@example.org>:',
  ])('needs no quote below it: %s', line => {
    expect(mayEndAttribution(line.trim()) && isCertainAttribution(line)).toBe(true)
  })

  it.each([
    'Here is what I need from you by 12.1.2026:',
    'I wrote on 5 January 2026 at 10:00 the following to your colleague:',
    'As you wrote on Monday, 5 January 2026:',
    'Wie Sie am 05.01.2026 um 10:00 schrieben:',
    'Ich schrieb am 05.01.2026 um 10:00 an Ihre Kollegin:',
    'The printer wrote:',
    'My address is jane@example.org:',
    'On Monday at 10:00 we meet in room 12:',
    'The report of 5.1.2026 says:',
    'Il a écrit le 5 janvier 2026 à 10:00 :',
    'These are the steps (version 2026.1):',
    'Error at 10:00 on 2026-01-05:',
    'Contact: jane@example.org, 5 January 2026',
  ])('is no sentence of a person: %s', line => {
    expect(isCertainAttribution(line)).toBe(false)
  })

  it('may be wrapped anywhere', () => {
    const lines = [
      'It works.',
      '',
      'On Mon, Jan 5, 2026 at 10:00 AM Desk of the Example Company with a long name',
      '<desk@example.org',
      '> wrote:',
    ]
    expect(attributionStart(lines, 4)).toBe(2)
  })

  it('takes along the date that stands above the name', () => {
    expect(attributionStart(['Yes.', 'pe 5. tammikuuta 2026 klo 17.50 Desk', '<desk@example.org> kirjoitti:'], 2)).toBe(
      1,
    )
    expect(attributionStart(['We meet on 5 January 2026.', 'Desk <desk@example.org> wrote:'], 1)).toBe(1)
  })

  it('may lack the date right above a quote, if it names somebody', () => {
    expect(isShortAttribution('Jane Doe writes:')).toBe(true)
    expect(isShortAttribution('This is the text that he wrote:')).toBe(false)
  })
})
