/**
 * What mail programs write at the head of a quoted or forwarded mail, in the languages of our users. Whole words of each
 * program's own translation; add a language by adding a word to each list.
 */

export type HeaderKind = 'from' | 'sent' | 'to' | 'cc' | 'subject' | 'other'

/**
 * Labels of the header block that Outlook and others put before a quoted mail. `other` labels count for nothing but do
 * not end the block.
 */
export const headerLabels: Readonly<Record<HeaderKind, readonly string[]>> = {
  from: words(
    'from|de|von|da|van|od|från|fra|lähettäjä|expéditeur|remitente|mittente|remetente|afzender|nadawca|avsändare|avsender|afsender|absender|odesílatel|odesilatel|odosielateľ|от|от кого|отправитель|від|від кого|差出人|送信者|送信元|发件人|發件人|寄件者|寄件人|gönderen|kimden|feladó|de la|expeditor|από|보낸 사람|보낸사람|발신|từ|dari|šalje|pošiljatelj',
  ),
  sent: words(
    "sent|date|sent at|sent on|date sent|received|envoyé|envoyé le|envoyée|date d'envoi|gesendet|gesendet am|datum|enviado|enviado el|enviado em|enviada|enviada em|enviada el|fecha|data|data de envio|inviato|inviata|data invio|verzonden|wysłano|wysłane|data wysłania|skickat|skickades|sendt|sendt den|dato|lähetetty|päivämäärä|päiväys|pvm|odesláno|odoslané|отправлено|дата|дата отправки|надіслано|送信日時|日時|日付|发送时间|發送時間|发送日期|日期|时间|寄件日期|傳送時間|gönderildi|gönderme tarihi|tarih|elküldve|küldve|dátum|dată|trimis|στάλθηκε|εστάλη|ημερομηνία|보낸 날짜|보낸날짜|날짜|đã gửi|ngày|message du|message reçu le|message from|tanggal|poslano",
  ),
  to: words(
    'to|à|a|an|para|aan|do|till|til|vastaanottaja|pour|destinataire|destinataires|destinatario|destinatarios|destinatari|destinatário|empfänger|ontvanger|adresat|mottagare|modtager|mottaker|komu|pro|кому|宛先|收件人|收件者|kime|alıcı|címzett|către|catre|προς|받는 사람|받는사람|수신|tới|đến|kepada|za|prima',
  ),
  cc: words(
    'cc|kopie|blindkopie|kopi til|copia|kopia|kopi|copie|copie à|cópia|dw|kopio|копия|копія|抄送|副本|kopija|参照|참조|bcc|cci|bcc à|скрытая копия|másolat|κοιν|bilgi',
  ),
  subject: words(
    'subject|objet|sujet|thema|betreff|asunto|oggetto|assunto|onderwerp|temat|ämne|emne|aihe|předmět|predmet|тема|тема письма|件名|主题|主題|主旨|konu|tárgy|subiect|θέμα|제목|chủ đề|tiêu đề|subjek|perihal|titel',
  ),
  other: words(
    'reply-to|reply to|répondre à|antwort an|antwoord aan|svar til|svara till|importance|priority|wichtigkeit|priorität|importancia|importanza|attachments|attachment|attach|anlagen|anhang|anhänge|pièces jointes|adjuntos|datos adjuntos|allegati|anexos|bijlagen|załączniki|bilagor|vedlegg|liitteet|přílohy|вложения|添付ファイル|附件|organization|organisation|message-id|resent-from|list-id|via|signed-by|mailed-by|categories|sensitivity',
  ),
}

function words(list: string): readonly string[] {
  return list.split('|')
}

/** `-----Original Message-----`: what follows is the mail that was answered. */
export const originalMessagePhrases = [
  'original message',
  'reply message',
  "message d'origine",
  'message original',
  'mail original',
  'mail d.origine',
  'original e-?mail',
  'message initial',
  'courriel original',
  "e-?mail d'origine",
  'ursprüngliche (?:nachricht|mail|e-?mail)',
  'urspr(?:\\.|üngl\\.) nachricht',
  'original-?mail',
  'originalnachricht',
  'original-nachricht',
  'mensaje original',
  'messaggio originale',
  'mensagem original',
  'oorspronkelijk bericht',
  'oorspronkelijk e-?mailbericht',
  'oryginalna wiadomość',
  'wiadomość oryginalna',
  'originalmeddelande',
  'ursprungligt meddelande',
  'oprindelig meddelelse',
  'oprindelig besked',
  'original meddelelse',
  'opprinnelig melding',
  'alkuperäinen viesti',
  'původní zpráva',
  'исходное сообщение',
  'исходное письмо',
  'оригінальне повідомлення',
  'пользователь .{1,80} написал',
  '元のメッセージ',
  'original ?メッセージ',
  'オリジナルメッセージ',
  '回复的原邮件',
  '回复的邮件信息',
  '原始信息',
  '原邮件',
  '원본 메시지',
  '원본 메일',
  'özgün ileti',
  'orijinal mesaj',
  'eredeti üzenet',
  'mesaj original',
  'mesajul original',
  'αρχικό μήνυμα',
  'pôvodná správa',
  'původní e-?mail',
  'oprindelig mail',
  'originalmail',
  'opprinnelig e-?post',
  'correo original',
  'e-?mail original',
  'email originale',
  'originele e-?mail',
  'origineel bericht',
  'thư gốc',
  '原始邮件',
  '原始郵件',
]

/** `---------- Forwarded message ---------`: what follows is news to the reader and is never cut. */
export const forwardedPhrases = [
  'forwarded message',
  'begin forwarded message',
  'message transféré',
  'début du message (?:réexpédié|transféré)',
  'weitergeleitete nachricht',
  'anfang der weitergeleiteten nachricht',
  'mensaje reenviado',
  'inicio del mensaje reenviado',
  'messaggio inoltrato',
  'inizio messaggio inoltrato',
  'mensagem encaminhada',
  'doorgestuurd bericht',
  'begin doorgestuurd bericht',
  'wiadomość przekazana',
  'przekazana wiadomość',
  'vidarebefordrat meddelande',
  'vidarebefordrat brev',
  'videresendt meddelelse',
  'videresendt melding',
  'välitetty viesti',
  'edelleenlähetetty viesti',
  'přeposlaná zpráva',
  'пересылаемое сообщение',
  'переадресованное сообщение',
  'пересланное сообщение',
  'начало переадресованного (?:сообщения|письма)',
  'переслане повідомлення',
  '転送されたメッセージ',
  '転送メッセージ',
  '转发的邮件',
  '转发邮件信息',
  '被转发邮件信息',
  '轉寄的郵件',
  '전달된 메시지',
  'iletilmiş ileti',
  'yönlendirilen ileti',
  'továbbított (?:üzenet|levél)',
  'mesaj redirecționat',
  'προωθημένο μήνυμα',
  'inicio del mensaje (?:reenviado|remitido)',
  'início da mensagem (?:re)?encaminhada',
  'mensagem reencaminhada',
  'początek (?:przekazywanej|przekazanej) wiadomości',
  'vidarebefordrat mejl',
  'vidarebefordrat e-postmeddelande',
  'start på vidarebefordrat meddelande',
  'videresendt besked',
  'start på videresendt besked',
  'begynnelsen? (?:av|på) (?:den )?videresendte? (?:melding|meldingen)',
  'začátek přeposílané zprávy',
  'přeposlaný e-?mail',
  'preposlaná správa',
  'välitetty viesti alkaa',
  'e-?mail transféré',
  'courriel transféré',
  'doorgestuurde e-?mail',
  'original message forwarded',
]

const forwardMark =
  /^\s*(?:\[[^\]]{1,40}\]\s*)?(fwd?|fw|wg|tr|rv|i|enc|doorst|pd|vb|vs|vl|fs|przek|přep|пер|переслано|転送|转发|轉寄|전달|ilt)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]/iu
const finnishReply = /^[>*\s]*(?:lähettäjä|lähetetty|aihe)\s*:|\bkirjoitti\b/imu

/**
 * Subjects of forwards as mail programs begin them. `VS:` is a forward in Danish and Norwegian and an answer in Finnish:
 * the body tells.
 */
export function isForwardSubject(subject: string, body: string): boolean {
  const mark = forwardMark.exec(subject)?.[1]?.toLowerCase()
  if (mark === undefined) return false
  return mark !== 'vs' || !finnishReply.test(body)
}
