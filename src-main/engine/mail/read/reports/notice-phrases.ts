/**
 * How programs say that a mail was not delivered: data for `delivery-signs.ts`, by language and not by product, since every
 * product changes its words and borrows those of others. Subjects are matched at their very beginning: what a person
 * forwards or answers begins with `Fwd:` or `Re:` and is his own mail.
 */
export const failureSubjects: readonly RegExp[] = [
  /^(?:mail )?undeliver(?:able|ed)\b/i,
  /^(?:e-?mail |mail |message )?deliver(?:y|ing)? ?(?:has |was )?(?:status|fail|error|problem|report|notif|delay|unsuccess|system|subsystem|incomplete|impossible|not possible|suspended|attempt)/i,
  /^(?:auto(?:matic)? )?(?:notification|notice|report) of (?:failed |non-?)?(?:mail |message )?deliver/i,
  /^failure notice/i,
  /^failed (?:to deliver|delivery|mail|message)/i,
  /^(?:permanent|temporary|transient) (?:mail |message |e-?mail )?(?:delivery )?(?:failure|error)/i,
  /^return(?:ed|ing)? (?:mail|e-?mail|message|to sender)/i,
  /^mail (?:failure|returned|undeliverable|could not be delivered|delivery|rejected|not delivered|system error|transaction failed|error)/i,
  /^(?:your )?(?:e-?mail|message|mail) (?:you sent )?(?:(?:could|can|was|has|is) ?(?:not|n't)|cannot|couldn't|undeliver|status ?- ?undeliver|deliver|delayed|rejected|blocked|not delivered|notification)\b/i,
  /^(?:unable|failed|could not|couldn't|cannot|can't) (?:to )?(?:be )?deliver/i,
  /^non-? ?deliver(?:y|able|ed)/i,
  /^warning ?(?::|--?) ?(?:could not send|message|mail|delivery|your (?:mail|message))/i,
  /^(?:delayed|deferred) (?:mail|message|delivery)/i,
  /^(?:there was an )?error (?:sending|delivering|mail)/i,
  /^mail sending (?:failed|error)/i,
  /^(?:ndn|ndr|dsn) ?:/i,
  /^bounced? (?:mail|message|e-?mail)/i,
  /^(?:user|recipient|addressee) (?:unknown|not found)/i,
  /^(?:user|recipient)'?s? mailbox (?:is )?full/i,
  /^rejected (?:mail|message|posting)/i,
  /^undelivered/i,
  /^attention: mail delivery/i,
  /^you \S+@\S+ are not (?:a )?member/i,
  /^(?:notification d[’']|rapport d[’'])?(?:échec|non[- ]remise|état) (?:de (?:la )?)?(?:remise|livraison|distribution|la livraison)/i,
  /^(?:message|courriel|courrier|e-?mail) (?:non |pas )(?:distribu|remis|délivr|livr)/i,
  /^(?:non remis|non distribuable|retour à l[’']expéditeur|remise (?:retardée|différée|impossible))/i,
  /^(?:unzustellbar|nicht zustellbar|unzustellbare)/i,
  /^(?:e-?mail|mail|nachricht|ihre nachricht)?[ -]*(?:zustell(?:ung|problem|bericht|fehler)|auslieferung)\S* ?(?:fehlgeschlagen|nicht möglich|gescheitert|verzögert|fehler|problem|:|$)/i,
  /^(?:benachrichtigung (?:zum|über den) (?:zustell|übermittlungs)|fehler bei der (?:zustellung|übermittlung))/i,
  /^(?:no se (?:puede|pudo|ha podido) entregar|no entregable|no entregado|devuelto|(?:correo|mensaje) (?:no entregado|devuelto|no entregable)|error (?:de|en la) entrega|notificación (?:de|sobre) (?:el )?(?:estado|error|fallo|entrega))/i,
  /^(?:não (?:foi possível entregar|entregue)|(?:mensagem|e-?mail) (?:não entregue|devolvid)|falha na entrega|notificação de (?:falha|status)|erro (?:na|de) entrega)/i,
  /^(?:impossibile (?:recapitare|consegnare)|non recapitabile|non consegnabile|mancat[ao] (?:consegna|recapito)|messaggio (?:non recapitato|non recapitabile)|notifica (?:di )?(?:mancat|stato)|anomalia messaggio|avviso di mancata consegna)/i,
  /^(?:onbestelbaar|niet (?:bezorgd|bestelbaar)|bezorging (?:mislukt|vertraagd)|niet-bezorgd|bericht niet)/i,
  /^(?:niedostarczon|niedostarczaln|nie (?:można|udało się) dostarczyć|zwrot (?:wiadomości|poczty)|błąd dostarczania|powiadomienie o (?:stanie|nie))/i,
  /^(?:går inte att leverera|kunde inte leverera|kan inte leverera|olevererbart|ej levererat|leveransfel|kan ikke leveres?|kunne ikke leveres?|uleverbar|ikke leveret|leveringsfeil|leveringsfejl|ei voi(?:tu)? toimittaa|toimitus epäonnistui|viestiä ei voitu toimittaa)/i,
  /^(?:nedoručiteln|nedoručen|nelze doručit|nepodařilo se doručit|zpráva nebyla doručena|kézbesíthetetlen|teslim edilemedi|iletilemedi)/i,
  /^(?:не ?доставлен|недоставл|не удается доставить|не удалось доставить|невозможно доставить|ваше (?:сообщение|письмо) не (?:доставлен|может)|сообщение не доставлен|отчет о доставке|возврат письма)/i,
  /^(?:配信(?:不能|不可|できません|に失敗|エラー|失敗|状況)|未配信|送信(?:エラー|できません|に失敗|失敗)|宛先不明|メール(?:送信|配信|配送)(?:エラー|失敗|不能)|エラーメール|配送(?:不能|エラー|失敗)|不達)/,
  /^(?:(?:系统|系統)?退信|无法(?:投递|送达|传递)|無法(?:傳遞|投遞|送達|傳送)|未送达|未送達|邮件(?:投递|发送)失败|郵件(?:投遞|傳送)失敗|投递失败|传递失败|回信)/,
  /^(?:배달되지 않음|반송|전송 실패|메일 전송 실패)/,
]

/** Sentences of the notice itself, whoever sent it. */
export const failureSentences: readonly RegExp[] = [
  /(?:could|can|may|did|was|were|has|have) ?(?:not|n[’']t) (?:yet )?(?:be |been )?(?:delivered|sent|routed)\b/i,
  /(?:could|can|was|were|am|is|are|did) ?(?:not|n[’']t) (?:be )?(?:able )?(?:to )?deliver\b/i,
  /\bcannot (?:be )?deliver/i,
  /\b(?:unable|failed|trouble|problem|error) (?:to )?(?:deliver|send|sending|delivering|while delivering)/i,
  /\bdid not reach (?:some|the following|any|one)/i,
  /\bcould not be reached/i,
  /\bdelivery (?:to|of|has|for|attempts?|failed|failure|report|status)\b.{0,80}(?:fail|delayed|abort|reject|error|unsuccess|not possible)/i,
  /\bdelivery (?:has )?failed\b/i,
  /\bdelevery to the following recipients was aborted/i,
  /\b(?:undeliverable|undelivered|non-?deliverable) (?:to|mail|message)/i,
  /\b(?:following|recipient|these) (?:recipients?|address(?:es)?|address\(es\)|destination)s? .{0,40}(?:fail|error|reject|fatal|problem|not)/i,
  /\bwas (?:rejected|refused|not accepted|returned|bounced) (?:by|from|because|due)/i,
  /\bpermanent (?:fatal )?error/i,
  /\btranscript of session follows/i,
  /\bwas not delivered\b/i,
  /\bnot (?:yet )?(?:be(?:en)? )?delivered\b/i,
  /\bmessage (?:is|has been|was) (?:delayed|rejected|blocked|bounced|returned|undeliverable)/i,
  /\b(?:user|recipient)[’']?s? (?:mailbox|account|inbox) (?:is|has|exceeds) (?:full|over|exceeded|allowed|reached)/i,
  /\bmailbox (?:is )?full\b|\bmailbox exceeds/i,
  /\b(?:rejected|refused) (?:the )?(?:recipient|message|delivery|your message)/i,
  /\b(?:user|recipient|mailbox|host|domain) (?:is )?(?:unknown|not found)\b/i,
  /\bthe group you tried to contact\b/i,
  /\bincorrectly\s+constructed\b/i,
  /\bexceeded .{0,30}(?:limit|quota)\b/i,
  /(?:nicht|konnte nicht|nicht erfolgreich) (?:an .{0,60} )?(?:zugestellt|ausgeliefert|übermittelt|versendet|zustellbar|gesendet)/i,
  /(?:zustellung|auslieferung) .{0,60}(?:fehlgeschlagen|nicht möglich|gescheitert|verzögert)/i,
  /(?:n[’']a pas (?:pu )?(?:été |être |etre )|n[’']a pu |ne peut |n[’']ont pas )(?:être )?(?:remis|distribu|délivr|livr|envoy|achemin)/i,
  /(?:échec|échoué|impossible).{0,60}(?:remise|livraison|distribution|remettre|livrer|distribuer|acheminer)/i,
  /(?:remise|livraison).{0,60}(?:échou|échec|impossible|retard)/i,
  /no (?:se )?(?:ha podido|pudo|puede|ha sido posible|fue posible|se entregó)(?: ser)? (?:entreg|envi)/i,
  /não (?:pôde|pode|foi|puderam|foram)(?: ser| possível)? ?(?:entreg|envi)/i,
  /non (?:è stato|è possibile|può essere|ha potuto|sono stati|è stata)(?: possibile)? ?(?:recapita|consegna|invia)/i,
  /impossibile (?:recapitare|consegnare|inviare)/i,
  /(?:kon|kan|is|zijn) niet (?:worden )?(?:bezorgd|afgeleverd|verzonden|besteld)/i,
  /nie (?:mogła|można|mógł|została|udało się)(?: zostać| było)? ?(?:dostarcz|doręcz|wysł)/i,
  /(?:kunde|kan|kunne|har) (?:inte|ikke) (?:levereras?|leveres?|levert|sendes|skickas)/i,
  /ei voi(?:tu|da)? (?:toimittaa|välittää|lähettää)/i,
  /(?:nelze|nebyla?|nemohla? být|nepodařilo se) (?:doruč)/i,
  /не (?:может быть|было|удалось|удаётся|удается|доставлен|был[оа]?) ?(?:доставл|доставит)?/i,
  /(?:配信|送信|配送|お届け|送達|お送り)(?:することが)?(?:でき|され)(?:ません|ない|なかった)/,
  /(?:配信|送信|配送)(?:に失敗|不能|エラー|は失敗)/,
  /(?:エラーのため|宛先|あて先).{0,40}(?:送信|配信|見つか|存在)/,
  /(?:无法|無法|未能|不能)(?:将|將|被)?.{0,20}(?:投递|投遞|送达|送達|传递|傳遞|发送|傳送)/,
  /退信|退回/,
]

/** The local part of an address from which only programs write. */
export const daemonNames =
  /^(?:mailer-?daemon|mail-?daemon|mdaemon|mailerdaemon|mail\.?delivery\.?(?:sub)?system|mail-?system|microsoftexchange[0-9a-f]{32}|bounced?|mail-?delivery|internet-?mail|delivery-?(?:failure|report|status)?|undeliverable|dsn|ndr|mailer-?error|mmdf|smtp-?gateway)$/i

/** Programs write from here, but so may the person who runs the server. */
export const postmasterNames = /^(?:post[-_.]?master(?:[-_+].*)?|mail-?admin|mail(?:er)?|system|smtp|root)$/i

export const daemonDisplayNames =
  /\b(?:mail(?:er)?[- ]?daemon|mail deliver(?:y|er)? (?:sub)?system|mail administrator|system administrator|delivery subsystem|postmaster|mail system|microsoft exchange|interscan|mailmarshal|mail gateway|internet mail delivery|mail router|mailer)\b/i
