/**
 * Why a delivery failed, as servers say it: the words decide whether an address is dead, since codes are used for
 * everything (5.1.1 for a full mailbox, 5.7.1 for an unknown user). The first group that matches wins, so that exact
 * reasons stand before vague ones.
 */
export type Reason =
  | 'sender'
  | 'full'
  | 'suspended'
  | 'size'
  | 'moved'
  | 'accepts-none'
  | 'spam'
  | 'policy'
  | 'user-unknown'
  | 'host-unknown'
  | 'network'
  | 'content'
  | 'refused'

export const reasonPhrases: readonly { readonly reason: Reason; readonly phrases: RegExp }[] = [
  {
    reason: 'sender',
    phrases:
      /sender (?:address |domain |e-?mail )?(?:is |was )?(?:rejected|refused|denied|unknown|verify failed|verification|not (?:found|valid|allowed|exist)|invalid|blocked|does not)|(?:verify|verification) (?:failed )?(?:for )?(?:the )?sender|unroutable sender|domain of sender|sender'?s? domain|invalid sender|bad sender|unknown sender|\bmail from (?:command )?(?:rejected|refused)|does not exist.{0,20}sender|helo (?:command )?rejected|cannot resolve your domain|non-existent domain.{0,20}sender/i,
  },
  {
    reason: 'full',
    phrases:
      /mail ?box (?:is |has |size |temporarily |currently |of |for |storage |\S+@\S+ )*(?:full|exceed|over)|(?:mail)?box full|over (?:the )?(?:maximum |allowed |disk |mail(?:box)? |storage )*quota|over ?quota|quota (?:is |has been |would be )?(?:exceed|violation|full|reached)|exceed(?:s|ed|ing)? .{0,40}quota|quota exceeded|\bmailfolder is full|(?:disk|storage|inbox|folder|account|mailbox) (?:is |space |quota |limit )*(?:full|exceeded)|insufficient (?:mailbox|disk|system)? ?(?:storage|space|quota)|(?:not enough|out of|no) (?:storage|disk|mailbox)? ?space|out of storage|exceeded (?:his|her|their|the|its)? ?(?:mailbox |mail )?(?:storage|quota|allocation|space)|mailbox exceeds allowed size|too (?:many|much) (?:messages|mails?|data) (?:in|on) (?:this|the|his) mailbox|receiv(?:ed|es) too many|user.{0,20}(?:is )?over .{0,20}limit|(?:postfach|mailbox|speicherplatz).{0,40}(?:ist )?(?:voll|überschritten|erschöpft)|bo[iî]te .{0,40}pleine|quota .{0,20}(?:dépassé|superad|excedid|superat|überschritten|excedeu)|(?:casella|cassetta).{0,30}piena|(?:buz[oó]n|bandeja|caixa).{0,30}(?:llen[oa]|chei[ao])|postvak.{0,20}vol|переполнен|メールボックス.{0,20}(?:一杯|いっぱい|満杯|容量|フル)|容量.{0,10}(?:超|オーバー)|(?:邮箱|郵箱|信箱).{0,12}(?:已满|已滿|满|空间不足|超)/i,
  },
  {
    reason: 'suspended',
    phrases:
      /(?:account|mailbox|user|address|recipient|domain|inbox|mail ?drop|destination)\S* (?:\S+ )?(?:has been |is |was |is currently |is temporarily |temporarily |currently )?(?:suspend|disabled|deactivat|inactiv|locked|discontinu|not active|frozen|closed|expired|blocked for inactivity|terminated|cancell?ed|out of service)|(?:disabled|inactive|suspended|locked|closed|expired|discontinued|deactivated|terminated) (?:account|user|mailbox|recipient|address|subscriber)|no longer (?:available|active)|mailbox unavailable or access denied|account.{0,40}(?:disabled|discontinued)|(?:konto|postfach).{0,30}(?:gesperrt|deaktiviert|inaktiv)|compte .{0,30}(?:désactivé|suspendu|bloqué)/i,
  },
  {
    reason: 'size',
    phrases:
      /(?:message|mail|e-?mail|attachment|data|body|header)s? .{0,30}(?:too (?:big|large|long)|exceeds|larger than)|(?:size|length|line) (?:limit )?(?:exceed|is too|limit)|exceed(?:s|ed)? .{0,40}(?:size|length|limit)|too (?:big|large)\b|maximum (?:message |mail )?size|mesgtoobig|message size|(?:nachricht|e-?mail) .{0,20}zu gro(?:ß|ss)|trop (?:volumineux|gros)|demasiado grande|muito grande|troppo grande|サイズ.{0,12}(?:超|大き)/i,
  },
  {
    reason: 'moved',
    phrases:
      /(?:mailbox |user |recipient |address |account |destination )(?:\S+ )?(?:has )?(?:moved|changed)|has moved to|(?:has |been )replaced by|new (?:e-?mail )?address (?:is|:)|address (?:has )?changed|no longer (?:works?|employed|at this)|user not local; please try|no forwarding address|no longer on (?:this )?server|(?:mailbox|address) (?:is )?no longer (?:in use|used)/i,
  },
  {
    reason: 'accepts-none',
    phrases:
      /null ?mx|does ?n[o']t accept (?:any )?(?:e-?)?mail\b|(?:domain|host|system|server|address)\S* (?:does not|do not|is not|not) (?:currently )?(?:accept|receiv|configured to receive)(?:ing|s)? (?:any |e-?|network )?(?:mail|messages)|not accepting (?:any )?(?:mail|network|messages from)|(?:find|locate) a mail exchanger|no (?:valid )?(?:mx|mail exchanger)|mx (?:record )?(?:does not exist|points? to (?:an )?invalid)|accepts no mail|does not (?:receive|handle) mail/i,
  },
  {
    reason: 'spam',
    phrases:
      /\bspam|junk mail|black ?list|block ?list|black ?listed|\brbls?\b|dnsbl|surbl|uribl|bad reputation|poor reputation|low reputation|unsolicited|bulk mail|\bvirus|malware|infected|phish|spamhaus|barracuda|spamcop|\bUCE\b|cloudmark|senderbase|sorbs/i,
  },
  {
    reason: 'policy',
    phrases:
      /\bpolic(?:y|ies)\b|\bspf\b|\bdkim\b|\bdmarc\b|unauthenticated|authentication (?:required|failed|check)|not authori[sz]ed|unauthori[sz]ed|relay(?:ing)? (?:is )?(?:access )?(?:denied|not|prohibited|limit|quota)|(?:unable|not permitted|denied) to relay|mail relay|relaying|\bptr\b|reverse (?:dns|lookup|hostname)|\brdns\b|(?:client|remote) host .{0,40}(?:reject|block|found|not)|your (?:ip|host|server|network|domain|mail server)\b|too many (?:connections|messages|recipients|emails|mails|concurrent|errors|unknown|invalid)|rate ?(?:-|is )?limit|throttl|gr[ea]y ?list|unusual rate|(?:from|for) your (?:ip|mail)|messages? from .{0,80}(?:weren't sent|temporarily deferred|blocked)|ip (?:address )?.{0,40}(?:block|not allowed|reject|denied|list)|connections? (?:from|rate|refused by policy)|daily .{0,20}(?:quota|limit)|permission to (?:post|send)|not allowed to (?:send|post)|not (?:a )?member|only .{0,20}members|restrict|moderat|encryption|\btls\b|security (?:reason|polic)|for sending mail|please use the smtp/i,
  },
  {
    reason: 'user-unknown',
    phrases:
      /(?:user|recipient|mailbox|account|address|addressee|alias|member|subscriber|destination|login|local[- ]part|customer|username|e-?mail)\S* (?:\S+@\S+ |<\S+> |\S+ )?(?:is |was |are |has |does |do |did |could |can |name |address |you entered )*(?:unknown|not (?:be )?(?:found|exist|known|listed|valid|recogni[sz]ed|match|available|a valid|our customer|have)|n[’']t (?:be )?(?:found|exist)|invalid|cannot be found|rejected[.:]? ?(?:user|mailbox|no such|unknown|access denied|undeliverable|invalid|address)|undeliverable|doesn[’']?t|no longer exist)|(?:unknown|invalid|no such|nonexist(?:e|a)nt|non-existent|bad|not a valid|unrecogni[sz]ed|illegal|unroutable|unrouteable|undeliverable|no valid|no mailbox)(?: local| virtual| destination| recipient| email| e-?mail| mail)* ?(?:user|recipient|mailbox|account|address|addressee|alias|person|name|subscriber|local[- ]part)|no (?:mailbox|account|user|one|person|recipient)\b.{0,30}(?:here|by that name|with that name|by this name|found|such)|no such (?:user|person|recipient|mailbox|address|account|member|local)|doesn[’']?t (?:have|exist|handle)|does not exist|not (?:our|a) (?:customer|subscriber|local user)|user not|recipient (?:address )?(?:rejected|not found|is not)|recipnotfound|recip ?notfound|not listed in .{0,30}(?:directory|address book|public)|(?:address|recipient|name) (?:you entered )?(?:could|was|is)(?: not|n[’']t) (?:be )?(?:found|listed|recogni[sz]ed)|verify (?:the )?(?:address|recipient)|delivery to .{0,60}not (?:authori[sz]ed|permitted) for unknown|unknown: user|rcpt .{0,60}not (?:exist|found)|not exist|user.{0,60}unknown|mailbox (?:\S+ )?unavailable|unknown in (?:local|virtual|relay)|(?:benutzer|empfänger|adresse|adressat|postfach).{0,50}(?:unbekannt|existiert nicht|nicht gefunden|ungültig|nicht vorhanden)|(?:unbekannter?|ungültiger?) (?:benutzer|empfänger|adresse)|(?:utilisateur|destinataire|adresse|compte|bo[iî]te).{0,50}(?:inconnu|n[’']existe pas|introuvable|invalide|inexistant)|(?:usuario|destinatario|dirección|direccion|buz[oó]n|cuenta|utilizador|destinatário|endereço|conta).{0,50}(?:desconocid|no existe|no válid|não existe|desconhecid|inexistente|não encontrad|no se encontró|no encontrad|invalid|inválid)|(?:utente|destinatario|indirizzo|casella).{0,50}(?:sconosciut|inesistente|non esiste|non trovat|non valid)|(?:gebruiker|geadresseerde|adres|postvak).{0,40}(?:onbekend|bestaat niet|niet gevonden)|(?:użytkownik|adres|skrzynka).{0,40}(?:nieznan|nie istnieje)|(?:пользовател|получател|адрес|ящик).{0,50}(?:не (?:существует|найден)|неизвест)|(?:ユーザ|宛先|あて先|アドレス|メールアドレス|ディレクトリ|受信者).{0,30}(?:存在しま|見つか|不明|ありません|不存在|存在しない|誤)|(?:用户|用戶|收件人|邮箱|信箱|地址|帐号|帳號).{0,16}(?:不存在|未找到|找不到|无效|無效)/i,
  },
  {
    reason: 'host-unknown',
    phrases:
      /(?:host|domain|server|hostname|domain name|site)\S* (?:\S+ )?(?:is |was |name |does |could |has |can |\(\S+\) )*(?:unknown|not (?:be )?found|not (?:be )?(?:exist|resolved)|lookup (?:failed|failure)|n[’']t (?:be )?(?:found|exist)|invalid|nonexist|no longer exist)(?!.{0,20}try again)|(?:unknown|no such|invalid|bad|illegal|nonexistent|non-existent|unroutable|unrouteable)(?: destination| recipient| mail)? ?(?:host|domain|hostname|address)|unrout(?:e)?able|name or service not known|nxdomain|name (?:service|server).{0,40}(?:host|domain) (?:not found|name not found)(?!,? try again)|host .{0,60}not found(?!.{0,20}try again)|couldn[’']?t find any host|(?:cannot|can't|unable to) (?:find|resolve|locate) (?:the )?(?:host|domain|hostname|server|your domain)|domain .{0,80}(?:does not exist|doesn[’']t exist|not found)|domain (?:existiert nicht|unbekannt)|domaine .{0,30}(?:inconnu|n[’']existe pas)|dominio .{0,30}(?:no existe|inesistente|sconosciuto)/i,
  },
  {
    reason: 'network',
    phrases:
      /timed? ?-?out|timeout|retry time|connection (?:refused|reset|lost|closed|dropped|failed)|(?:could|did|can) ?n[o']t connect|cannot connect|unable to connect|no route|unreachable|not (?:be )?reach|network (?:error|is)|try again|temporar|too long|in the queue|expired|deferred|delayed|loop|too many hops|hop count|busy|gateway|greet|socket error|unable to (?:find|resolve)|dns (?:error|problem|failure)|system (?:error|problem|failure)|service (?:not|un)available|will be retried|attempts/i,
  },
  {
    reason: 'content',
    phrases:
      /\bcontent|\bheader|mime|malformed|attachment|charset|8bit|base64|encod|rfc ?\d|syntax|\bformat|not compliant|command (?:failed|died|output)|pipe|mailer/i,
  },
  {
    reason: 'refused',
    phrases: /reject|refus|denied|block|prohibit|not (?:allowed|permitted|accept)|forbidden|bounced/i,
  },
]
