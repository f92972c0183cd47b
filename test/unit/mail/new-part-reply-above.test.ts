import { describe, expect, it } from 'vitest'
import { replyAboveLine } from '../../../src-main/engine/mail/new-part/reply-above.ts'
import { ruleMeaning } from '../../../src-main/engine/mail/new-part/rule-names.ts'
import { isSentFrom } from '../../../src-main/engine/mail/new-part/signature.ts'
import { parseReplyAbove, replyAboveText } from '../../../src-preload/contract/settings/reply-above.ts'
import { htmlMail, mailOf, plainMail } from './reading.ts'

describe('the line to reply above', () => {
  it.each([
    '##- Please type your reply above this line -##',
    '> ##- Bitte geben Sie Ihre Antwort oberhalb dieser Zeile ein. -##',
    '--- Reply above this line ---',
    '=-=-= Please reply above this line =-=-=',
    'Please reply above this line',
    'Répondez au-dessus de cette ligne',
    'Bitte antworten Sie oberhalb dieser Linie',
    'Responda por encima de esta línea',
    'Rispondi sopra questa riga',
    'Responda acima desta linha',
    'Antwoord boven deze regel',
    'Odpowiedz powyżej tej linii',
    'Svara ovanför den här raden',
    'Skriv dit svar over denne linje',
    'Svar over denne linjen',
    'Vastaa tämän rivin yläpuolelle',
    'Odpovězte nad tento řádek',
    'Пожалуйста, введите ваш ответ над этой строкой',
    'この行より上に返信してください',
    '请在此行上方回复',
  ])('is known without a setting: %s', line => {
    expect(replyAboveLine([line])).toBe(0)
  })

  it('is no sentence that speaks of it', () => {
    const sentence =
      'Your mails say that I should reply above this line, but my program always writes below it, sorry for that.'
    expect(replyAboveLine([sentence, 'Above this line is nothing.', 'The answer is: yes'])).toBe(-1)
  })

  it('is the text of the setting, whatever stands around it', () => {
    expect(replyAboveLine(['Hello', '> *--- Only above, please! ---*'], ['Only above, please'])).toBe(1)
  })

  it('is recognised before everything else', async () => {
    const text =
      'New.\n\nOn Mon, 5 Jan 2026, Desk <desk@example.org> wrote:\n> ##- Reply above this line -##\n> Old\n\nfooter'
    expect((await mailOf(plainMail(text))).newPart).toMatchObject({ text: 'New.', rule: 'reply-above' })
    const html =
      '<p>New.</p><div class="gmail_quote"><div class="gmail_attr">On Monday Desk wrote:</div><blockquote><p>##- Reply above this line -##</p>Old</blockquote></div><p>footer</p>'
    expect((await mailOf(htmlMail(html))).newPart).toMatchObject({ text: 'New.', rule: 'reply-above' })
  })

  it('is not believed when nothing stands above it', async () => {
    const { newPart } = await mailOf(plainMail('Reply above this line\n> Old\n\nNew.'))
    expect(newPart.text).toContain('New.')
  })

  it('is chosen by language', () => {
    const lines = ['de: Bitte oberhalb antworten', 'Please reply above']
    expect(replyAboveText(lines, 'de')).toBe('Bitte oberhalb antworten')
    expect(replyAboveText(lines, 'fr')).toBe('Please reply above')
    expect(replyAboveText([], 'fr')).toBeNull()
    expect(parseReplyAbove(lines).map(each => each.language)).toEqual(['de', null])
  })
})

describe('a signature', () => {
  const fold = { foldSignatures: true }

  it.each([
    'Sent from my iPhone',
    'Get Outlook for iOS <https://aka.ms/o0ukef>',
    'Envoyé de mon iPhone',
    'Von meinem iPhone gesendet',
    'Enviado desde mi iPhone',
    'Inviato da iPhone',
    'Enviado do meu iPhone',
    'Verstuurd vanaf mijn iPhone',
    'Wysłane z iPhone’a',
    'Skickat från min iPhone',
    'Sendt fra min iPhone',
    'Lähetetty iPhonesta',
    'Odesláno z iPhonu',
    'Отправлено с iPhone',
    'iPhoneから送信',
    '发自我的iPhone',
  ])('may be one line of a phone: %s', line => {
    expect(isSentFrom(line)).toBe(true)
  })

  it('stays as long as nobody wants it folded', async () => {
    expect((await mailOf(plainMail('New.\n\n-- \nJane'))).newPart).toMatchObject({
      text: 'New.\n\n-- \nJane',
      rule: null,
    })
  })

  it.each([
    ['below its delimiter', plainMail('New.\n\n-- \nJane\nExample Ltd.')],
    ['of a phone', plainMail('New.\n\nSent from my iPhone\n\n> Old')],
    ['as Gmail marks it', htmlMail('<div>New.</div><div class="gmail_signature">Jane</div>')],
    [
      'as Outlook marks it',
      htmlMail('<div>New.</div><div id="Signature"><p>Jane</p></div><div id="divRplyFwdMsg">From</div>'),
    ],
    ['as a line in HTML', htmlMail('<div>New.</div><div><br></div><div>Sent from my iPhone</div>')],
  ])('goes where the setting says so: %s', async (_, raw) => {
    const { newPart } = await mailOf(raw, fold)
    expect(newPart.text).toBe('New.')
    expect(newPart.rule).not.toBeNull()
  })

  it('alone is what was sent', async () => {
    expect((await mailOf(plainMail('Sent from my iPhone\n\n> Old'), fold)).newPart.text).toBe('Sent from my iPhone')
    expect((await mailOf(htmlMail('<div class="gmail_signature">Jane</div>'), fold)).newPart.text).toBe('Jane')
  })
})

describe('the rules', () => {
  it('have a meaning each, also those that carry a pattern', () => {
    expect(ruleMeaning('delimiter /^>.*$/')).toContain('delimiter pattern')
    expect(ruleMeaning('gmail-quote')).toContain('Gmail')
    expect(ruleMeaning('something else')).toBeNull()
  })
})
