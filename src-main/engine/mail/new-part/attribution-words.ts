/**
 * What mail programs write into the line before a quoted mail, in their own translations. Entries are pieces of
 * regular expressions; add a language by adding its words to each list.
 */

/** The verb: `On … wrote:`, `Am … hat … geschrieben:`, `Op … heeft … het volgende geschreven:`. */
export const wroteWords = [
  'wrote(?: the following)?',
  'writes',
  'a [ée]crit',
  '[ée]crivait',
  'schrieb(?:en)?(?: folgendes)?',
  '(?:folgendes )?geschrieben',
  'escribió(?: lo siguiente)?',
  'ha escrito',
  'ha scritto',
  'scrisse',
  'escreveu',
  'schreef(?: het volgende)?',
  'geschreven',
  'napisał(?:\\(a\\)|a)?',
  'napisana przez',
  'pisze',
  'skrev(?: følgende)?',
  'kirjoitti(?: seuraavasti)?',
  'napsal(?:\\(a\\)|a)?',
  'napísal(?:\\(a\\)|a)?',
  'пишет',
  'писал(?:\\(а\\)|а)?',
  'написал(?:\\(а\\)|а)?',
  'написав(?:\\(ла\\))?',
  'написала',
  'пише',
  'написа',
  'wrote:?',
  'yazdı',
  'írta',
  'a scris',
  'έγραψε',
  'đã viết',
  'va escriure',
  'napisao(?:/la)?(?: je)?',
  'je napisala?',
  'rašė',
  'rakstīja',
  'kirjutas',
  'menulis',
  'skrifaði',
] as const

/** Verbs of languages that put no blank around words. */
export const wroteSigns = [
  'のメール',
  'さんは書きました',
  '書き込みました',
  '書きました',
  '写道',
  '寫道',
  '님이 작성',
  '이\\(가\\) 쓴 글',
  '작성',
  'כתב(?:/ה)?',
  'كتب',
] as const

/** How an attribution line begins when it begins with the date. */
export const attributionStarts = [
  'on',
  'le',
  'am',
  'el(?: día)?',
  'il(?: giorno)?',
  'in data',
  'em',
  'no dia',
  'às?',
  'op',
  'w dniu',
  'dnia',
  'wiadomość napisana przez',
  'den',
  'på',
  'd\\.',
  'dne',
  'в',
  'на',
  'în(?: data)?',
  'στις',
  'vào',
  'pada',
  'at',
  'date',
] as const

/** Weekday names, short or long, for attributions that begin with them (`tors 14 aug. 2015 kl. …`). */
const weekdays =
  'mon tue wed thu fri sat sun lun mar mer jeu ven sam dim mo di mi do fr sa so mié jue vie sáb dom gio sab seg ter qua qui sex ma wo vr za zo pon wt śr czw pt sob niedz mån tis ons tors fre lör sön man tir tor lør søn ti ke to pe la su po út st čt pá пн вт ср чт пт сб вс нд'
    .split(' ')
    .map(day => `${day}\\p{L}{0,9}`)

export const startsWithDateWords = [...attributionStarts, ...weekdays]

/** `he wrote`, `schrieb ich`: a person talks about a mail; a program would have named the writer. */
export const pronouns =
  "hab(?:e|en) (?:ich|wir|sie)|I|you|he|she|we|they|who|ich|du|er|sie|wir|ihr|je|j'ai|tu|il|elle|nous|vous|ils|yo|él|ella|usted|io|lui|lei|eu|ele|ela|você|ik|jij|hij|zij|wij|jag|hon|jeg|hun|minä|hän|já|ona|я|он|она|мы|вы"
