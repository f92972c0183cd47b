import { describe, expect, it } from 'vitest'
import { mailOf, plainMail } from './reading.ts'

async function newPartOf(text: string, subject?: string) {
  return (await mailOf(plainMail(text, subject))).newPart
}

const quote = '> The printer is broken.\n> Please help.'

describe('the new part of a plain text reply', () => {
  it.each([
    ['English', 'On Mon, 5 Jan 2026 at 10:00, Desk <desk@example.org> wrote:'],
    ['English over two lines', 'On Mon, 5 Jan 2026 at 10:00, Desk of the Example Company\n<desk@example.org> wrote:'],
    [
      'English over three lines',
      'On Mon, 5 Jan 2026 at 10:00,\nDesk of the Example Company\n<desk@example.org> wrote:',
    ],
    ['French', 'Le lun. 5 janv. 2026 à 10:00, Desk <desk@example.org> a écrit :'],
    ['German', 'Am Mo., 5. Jan. 2026 um 10:00 Uhr schrieb Desk <desk@example.org>:'],
    ['Spanish', 'El lun, 5 ene 2026 a las 10:00, Desk (<desk@example.org>) escribió:'],
    ['Italian', 'Il giorno lun 5 gen 2026 alle ore 10:00 Desk <desk@example.org> ha scritto:'],
    ['Portuguese', 'Em seg., 5 de jan. de 2026 às 10:00, Desk <desk@example.org> escreveu:'],
    ['Dutch', 'Op ma 5 jan 2026 om 10:00 schreef Desk <desk@example.org>:'],
    ['Polish', 'pon., 5 sty 2026 o 10:00 Desk <desk@example.org> napisał(a):'],
    ['Swedish', 'Den mån 5 jan. 2026 kl 10:00 skrev Desk <desk@example.org>:'],
    ['Danish', 'Den man. 5. jan. 2026 kl. 10.00 skrev Desk <desk@example.org>:'],
    ['Norwegian', 'man. 5. jan. 2026 kl. 10:00 skrev Desk <desk@example.org>:'],
    ['Finnish', 'ma 5. tammik. 2026 klo 10.00 Desk (desk@example.org) kirjoitti:'],
    ['a date and an address only', '2026/1/5 Desk <desk@example.org>:'],
  ])('is what stands above the attribution: %s', async (_, attribution) => {
    const part = await newPartOf(`It works now.\n\n${attribution}\n${quote}\n`)
    expect(part.text).toBe('It works now.')
    expect(part.cutText).toContain('The printer is broken.')
  })

  it.each([
    ['English', 'From: Desk <desk@example.org>\nSent: Monday, 5 January 2026 10:00\nTo: Jane\nSubject: RE: printer'],
    ['German', 'Von: Desk <desk@example.org>\nGesendet: Montag, 5. Januar 2026 10:00\nAn: Jane\nBetreff: AW: Drucker'],
    ['French', 'De : Desk <desk@example.org>\nEnvoyé : lundi 5 janvier 2026 10:00\nÀ : Jane\nObjet : RE: imprimante'],
    [
      'Spanish',
      'De: Desk <desk@example.org>\nEnviado el: lunes, 5 de enero de 2026\nPara: Jane\nAsunto: RE: impresora',
    ],
    ['Italian', 'Da: Desk <desk@example.org>\nInviato: lunedì 5 gennaio 2026\nA: Jane\nOggetto: R: stampante'],
    ['Portuguese', 'De: Desk <desk@example.org>\nEnviada: segunda-feira\nPara: Jane\nAssunto: RE: impressora'],
    ['Dutch', 'Van: Desk <desk@example.org>\nVerzonden: maandag 5 januari 2026\nAan: Jane\nOnderwerp: RE: printer'],
    ['Polish', 'Od: Desk <desk@example.org>\nWysłano: poniedziałek, 5 stycznia 2026\nDo: Jane\nTemat: RE: drukarka'],
    ['Swedish', 'Från: Desk <desk@example.org>\nSkickat: den 5 januari 2026\nTill: Jane\nÄmne: SV: skrivare'],
    ['Danish', 'Fra: Desk <desk@example.org>\nSendt: 5. januar 2026\nTil: Jane\nEmne: SV: printer'],
    [
      'Finnish',
      'Lähettäjä: Desk <desk@example.org>\nLähetetty: 5. tammikuuta 2026\nVastaanottaja: Jane\nAihe: VS: tulostin',
    ],
    ['with stars', '*From:* Desk <desk@example.org>\n*Sent:* Monday\n*To:* Jane\n*Subject:* RE: printer'],
  ])('ends above the header block of Outlook: %s', async (_, header) => {
    const part = await newPartOf(`It works now.\n\n${header}\n\nThe printer is broken.\n`)
    expect(part.text).toBe('It works now.')
    expect(part.cutText).toContain('The printer is broken.')
    expect(part.rule).not.toBeNull()
  })

  it.each(['-----Original Message-----', '----- Ursprüngliche Nachricht -----', "-----Message d'origine-----"])(
    'ends above %s',
    async line => {
      const part = await newPartOf(`Thanks.\n\n${line}\nThe printer is broken.`)
      expect(part).toMatchObject({ text: 'Thanks.', rule: 'original-message' })
    },
  )

  it('keeps answers between quoted lines with the lines they answer, not what is quoted below the last one', async () => {
    const part = await newPartOf(
      `Hello,\nOn Mon, 5 Jan 2026, Desk <desk@example.org> wrote:\n> Which room?\nRoom 12.\n> Which error?\nE-05.\n\nJane\n\n> Regards,\n> Desk`,
    )
    expect(part.text).toBe('Hello,\n> Which room?\nRoom 12.\n> Which error?\nE-05.\n\nJane')
    expect(part.cutText).toBe('On Mon, 5 Jan 2026, Desk <desk@example.org> wrote:\n> Regards,\n> Desk')
    expect(part.rule).toBe('delimiter /^>.*$/')
  })

  it('cuts the rest of a quoted line that lost its mark when it was wrapped', async () => {
    const long = '> Have you tried to switch the printer off and on again, as the manual says in'
    const part = await newPartOf(
      `Yes.\n\nOn Mon, 5 Jan 2026, Desk <desk@example.org> wrote:\n${long}\nchapter three?\n> Regards`,
    )
    expect(part.text).toBe('Yes.')
  })

  it('does not take a signature between quoted lines for an answer', async () => {
    const part = await newPartOf(`Yes.\n\n> One\n\n-- \nJane\n\n> Two`)
    expect(part.text).not.toContain('One')
  })

  it('keeps an answer that stands below the whole quote', async () => {
    const part = await newPartOf(`On Mon, 5 Jan 2026, Desk <desk@example.org> wrote:\n${quote}\n\nIt works now.`)
    expect(part.text).toBe('It works now.')
  })

  it('cuts all that follows where the pattern says so', async () => {
    const mail = await mailOf(plainMail('New.\n%% old %%\nOld.'), { delimiterPatterns: { '/^%%/': true } })
    expect(mail.newPart).toMatchObject({ text: 'New.', cutText: '%% old %%\nOld.' })
  })

  it('takes the earliest of several multi-line matches', async () => {
    const rules = { multilineDelimiterPatterns: ['/\\RSECOND\\R/', '/\\RFIRST\\R/'] }
    const mail = await mailOf(plainMail('New.\nFIRST\nmore\nSECOND\nold'), rules)
    expect(mail.newPart).toMatchObject({ text: 'New.', rule: 'multiline-delimiter /\\RFIRST\\R/' })
  })

  it('drops an introductory line only before a cut', async () => {
    const kept = await newPartOf('On the phone he wrote:\nnothing at all.\n\nJane')
    expect(kept).toMatchObject({ text: 'On the phone he wrote:\nnothing at all.\n\nJane', rule: null })
    const cut = await newPartOf(`Thanks.\nOn the phone he wrote:\n${quote}`)
    expect(cut.text).toBe('Thanks.')
  })

  it('is the whole text when nothing visible would be left', async () => {
    const part = await newPartOf(quote)
    expect(part).toEqual({ format: 'text', html: '', text: quote, cutText: '', rule: null })
  })

  it.each(['Fwd: printer', 'WG: Drucker', 'TR : imprimante', 'Fw: printer'])(
    'is everything in a forward (%s)',
    async subject => {
      const part = await newPartOf(
        'Please see below.\n\nFrom: Bob\nSent: Monday\nTo: Jane\nSubject: x\n\nBroken.',
        subject,
      )
      expect(part.text).toContain('Broken.')
      expect(part.rule).toBeNull()
    },
  )

  it('keeps a forwarded mail inside of a reply', async () => {
    const part = await newPartOf(
      'See this.\n\n---------- Forwarded message ---------\nFrom: Bob\nDate: Monday\n\nBroken.',
    )
    expect(part.text).toContain('Broken.')
  })

  it('survives a pattern that never ends', async () => {
    const mail = await mailOf(plainMail(`${'a'.repeat(40)}!\n> old`), { multilineDelimiterPatterns: ['/^(a+)+$/m'] })
    expect(mail.newPart.text).toBe(`${'a'.repeat(40)}!`)
    expect(mail.warnings.join()).toContain('ran out of time')
  })
})
