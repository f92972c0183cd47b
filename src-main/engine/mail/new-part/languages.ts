/**
 * What mail programs write around a quoted mail, in the languages of our users. Whole words of each program's own
 * translation; add a language by adding a word to each list.
 */

/** The verb of an attribution line (`On … wrote:`). Groups: en, fr, de, es, it, pt, nl, pl, sv/da/no, fi, cs, ru, ja, zh. */
export const wroteWords = [
  'wrote', 'a écrit', 'schrieb', 'hat geschrieben', 'escribió', 'ha escrito', 'ha scritto', 'scrisse', 'escreveu', 'schreef', 'heeft geschreven',
  'napisał\\(a\\)', 'napisał', 'napisała', 'pisze', 'skrev', 'følgende', 'kirjoitti', 'napsal\\(a\\)', 'napsal', 'napsala', 'пишет', 'написал\\(а\\)', 'написал', 'написала',
  '书き込みました', 'のメール', 'さんは書きました', 'wrote the following', '写道', '寫道', '작성',
]

/** How an attribution line begins when it begins with the date. */
export const attributionStarts = [
  'on', 'le', 'am', 'el', 'il', 'il giorno', 'em', 'a', 'op', 'w dniu', 'dnia', 'den', 'på', 'd\\.', 'dne', '于', '在', '发自',
]

/** Weekday names, short or long, for attributions that begin with them (`tors 14 aug. 2015 kl. …`). */
export const weekdays = [
  'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'lun', 'mar', 'mer', 'jeu', 'ven', 'sam', 'dim', 'mo', 'di', 'mi', 'do', 'fr', 'sa', 'so',
  'mié', 'jue', 'vie', 'sáb', 'dom', 'gio', 'sab', 'seg', 'ter', 'qua', 'qui', 'sex', 'ma', 'wo', 'vr', 'za', 'zo', 'pon', 'wt', 'śr',
  'czw', 'pt', 'sob', 'niedz', 'mån', 'tis', 'ons', 'tors', 'fre', 'lör', 'sön', 'man', 'tir', 'tor', 'lør', 'søn', 'ti', 'ke', 'to', 'pe', 'la', 'su',
  'po', 'út', 'st', 'čt', 'pá', 'пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс',
]

export type HeaderKind = 'from' | 'sent' | 'to' | 'cc' | 'subject'

/** Labels of the header block that Outlook and others put before a quoted mail. */
export const headerLabels: Readonly<Record<HeaderKind, readonly string[]>> = {
  from: ['from', 'de', 'von', 'da', 'van', 'od', 'från', 'fra', 'lähettäjä', 'expéditeur', 'remitente', 'mittente', 'remetente', 'afzender', 'nadawca', 'avsändare', 'avsender', 'afsender', 'odesílatel', 'от', 'отправитель', '差出人', '送信者', '发件人', '寄件者'],
  sent: ['sent', 'date', 'envoyé', "date d'envoi", 'gesendet', 'datum', 'enviado', 'enviado el', 'enviado em', 'fecha', 'data', 'inviato', 'verzonden', 'wysłano', 'data wysłania', 'skickat', 'sendt', 'dato', 'lähetetty', 'päivämäärä', 'päiväys', 'odesláno', 'отправлено', 'дата', '送信日時', '日付', '发送时间', '日期', '寄件日期'],
  to: ['to', 'à', 'an', 'para', 'a', 'aan', 'do', 'till', 'til', 'vastaanottaja', 'pour', 'destinataire', 'empfänger', 'komu', 'кому', '宛先', '收件人', '收件者'],
  cc: ['cc', 'kopie', 'copia', 'kopia', 'kopi', 'copie', 'dw', 'kopio', 'копия', '抄送', 'bcc'],
  subject: ['subject', 'objet', 'sujet', 'betreff', 'asunto', 'oggetto', 'assunto', 'onderwerp', 'temat', 'ämne', 'emne', 'aihe', 'předmět', 'тема', '件名', '主题', '主旨'],
}

/** `-----Original Message-----`: what follows is the mail that was answered. */
export const originalMessagePhrases = [
  'original message', 'reply message', "message d'origine", 'message original', 'ursprüngliche nachricht', 'originalnachricht', 'original-nachricht', 'mensaje original', 'messaggio originale',
  'mensagem original', 'oorspronkelijk bericht', 'oorspronkelijk e-?mailbericht', 'oryginalna wiadomość', 'wiadomość oryginalna', 'originalmeddelande', 'ursprungligt meddelande', 'oprindelig meddelelse', 'original meddelelse',
  'opprinnelig melding', 'alkuperäinen viesti', 'původní zpráva', 'исходное сообщение', '元のメッセージ', '原始邮件', '原始郵件',
]

/** `---------- Forwarded message ---------`: what follows is news to the reader and is never cut. */
export const forwardedPhrases = [
  'forwarded message', 'begin forwarded message', 'message transféré', 'début du message (?:réexpédié|transféré)', 'weitergeleitete nachricht', 'anfang der weitergeleiteten nachricht', 'mensaje reenviado', 'inicio del mensaje reenviado',
  'messaggio inoltrato', 'inizio messaggio inoltrato', 'mensagem encaminhada', 'doorgestuurd bericht', 'begin doorgestuurd bericht', 'wiadomość przekazana', 'przekazana wiadomość', 'vidarebefordrat meddelande', 'vidarebefordrat brev',
  'videresendt meddelelse', 'videresendt melding', 'välitetty viesti', 'edelleenlähetetty viesti', 'přeposlaná zpráva', 'пересылаемое сообщение', '転送されたメッセージ', '转发的邮件',
]

/** Subjects of forwards as mail programs begin them. */
export const forwardSubject = /^\s*(?:(?:fwd?|fw|wg|tr|rv|i|enc|doorst|pd|vb|vs|vl|fs|videresendt|přep|転送|转发)\s*(?:\[\d+\])?\s*[:：])/i
