/**
 * Subjects that programs give to absence notes and confirmations, in the languages of our users. `named` ones count by
 * themselves where they stand at the very beginning with their colon, as mail servers write them; `likely` ones only with
 * another hint, since people use these words too.
 */
const words: readonly string[] = [
  // English
  'automatic (?:reply|response|answer|acknowledg\\w+)',
  'auto[- ]?(?:reply|response|responder|respons|answer)',
  'out of (?:the )?office(?: (?:auto[- ]?(?:reply|response)|reply|response|message|notice|notification))?',
  'vacation (?:reply|response|message|notice)',
  'away from (?:my )?(?:mail|office|desk|e-?mail)',
  // German
  'automatische (?:antwort|rückantwort|abwesenheits\\w+|beantwortung|e-?mail-?antwort)',
  'abwesenheits?(?:notiz|nachricht|benachrichtigung|meldung|assistent|agent|info\\w*|hinweis)?',
  'autoantwort',
  // French
  "réponse automatique(?: d[’']absence)?",
  'absence (?:du|de) bureau',
  'absent(?:e)? du bureau',
  "message d[’']absence",
  "notification d[’']absence",
  // Spanish
  'respuesta autom[aá]tica',
  'fuera de (?:la )?oficina',
  'ausente de la oficina',
  // Italian
  'risposta automatica',
  'fuori (?:sede|ufficio)',
  // Portuguese
  'resposta autom[aá]tica',
  '(?:fora|ausente) d[oe] escritório',
  // Dutch
  'automatisch(?:e)? (?:antwoord|beantwoording|bericht)',
  'afwezig(?:heids(?:bericht|melding|assistent))?(?: van kantoor)?',
  // Polish
  'automatyczna odpowied[źz]',
  'autoodpowied[źz]',
  'odpowied[źz] automatyczna',
  'poza biurem',
  'nieobecno[śs][ćc](?: w biurze)?',
  // Swedish, Danish, Norwegian
  'auto[- ]?svar',
  'automatisk(?:t)? svar',
  'frånvaro(?:meddelande)?',
  'fravær(?:smelding|sbesked)?',
  'ikke (?:til stede|på kontoret)',
  'ej på kontoret',
  // Finnish
  'automaattinen vastaus',
  'poissaolo(?:ilmoitus|viesti)?',
  // Czech
  'automatick[áa] odpověď',
  'mimo kancelář',
  'nepřítomnost',
  // Russian
  'автоматическ(?:ий ответ|ое уведомление|ое сообщение)',
  'автоответ(?:чик)?',
  'нет на рабочем месте',
  // Japanese
  '自動(?:応答|返信|回答)(?:メール|メッセージ)?',
  '不在(?:通知|のお知らせ|連絡)?',
  // Chinese
  '自动(?:回复|答复|应答)',
  '自動(?:回覆|回復|答覆)',
  '外出(?:自动回复|自動回覆)?',
]

/** Also words that only stand at the beginning together with another hint. */
const likelyWords: readonly string[] = [
  'auto',
  'vacation',
  'holiday',
  'urlaub',
  'congés?',
  'vacaciones',
  'ferie',
  'férias',
  'vakantie',
  'urlop',
  'semester',
  'loma',
  'dovolená',
  'отпуск',
]

const prefix = '^[\\s\\[(*]{0,4}(?:re|aw|sv|tr|r|rif|odp|vs)?\\s?:?\\s?[\\[(]?'
const named = new RegExp(`^[\\s\\[(*]{0,4}(?:${words.join('|')})\\s?[\\])*]?\\s?[:：]`, 'iu')
const likely = new RegExp(`${prefix}(?:${[...words, ...likelyWords].join('|')})(?![\\p{L}\\p{N}])`, 'iu')

export function absenceSubject(subject: string): 'named' | 'likely' | null {
  const start = subject.slice(0, 120)
  if (named.test(start)) return 'named'
  return likely.test(start) ? 'likely' : null
}
