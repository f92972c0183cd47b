/** `Please reply above this line`, as helpdesks write it, in our languages. */
const phrases = [
  '(?:repl(?:y|ies)|respond|response|answer|type|write).{0,40}above this line',
  'above this line.{0,20}to reply',
  '(?:répon|écri|repondre|saisi).{0,50}au[- ]?dessus de cette ligne',
  '(?:antwort|schreib).{0,50}(?:ober|über|oberhalb).{0,12}(?:dieser|diese) (?:linie|zeile)',
  '(?:oberhalb|über) dieser (?:linie|zeile).{0,30}antwort',
  '(?:respond|respuesta|escrib).{0,50}(?:encima de|sobre|arriba de) esta línea',
  '(?:rispo|scriv).{0,50}sopra (?:a |di )?questa (?:riga|linea)',
  '(?:respond|respost|escrev).{0,50}acima desta linha',
  '(?:antwoord|typ|schrijf|reageer).{0,50}boven deze (?:regel|lijn)',
  '(?:odpow|wpisz|napisz).{0,50}(?:powyżej|nad) (?:tej|tą) lini',
  '(?:svar|skriv).{0,50}ovanför (?:den här|denna) (?:raden|rad|linjen|linje)',
  '(?:svar|skriv).{0,50}over denne linjen?',
  '(?:vastaa|kirjoita).{0,50}(?:tämän|tämän) (?:rivin|viivan) yläpuolelle',
  '(?:odpov|piš|napiš).{0,50}nad (?:tento řádek|tímto řádkem|tuto čáru|touto čarou)',
  '(?:ответ|пиш|введите).{0,50}(?:выше|над) этой (?:линии|линией|строк[иой]{1,3}|черт[ыой]{1,3})',
  'この(?:行|線)(?:より|の)上.{0,20}(?:返信|ご返信|入力|記入)',
  '(?:请|請)?在?此(?:行|线|線)(?:之|以)?上(?:方|面)?.{0,12}(?:回复|回覆|回復|答复)',
]
const known = new RegExp(`(?:${phrases.join('|')})`, 'iu')
/** The line itself, in the languages above: a line without it need not be looked at closely. */
const spoken = /lin|lín|lijn|lign|zeile|regel|riga|rad|rivin|viivan|řád|čár|čar|лин|строк|черт|[行線线]/iu
/** Of a line without its decoration; longer is a paragraph that speaks of such a line. */
const maxLength = 120
const framed = /^[>\s|]*##-.{3,200}-##/u

/**
 * Number of the first line that asks to reply above it, -1 when there is none. `texts` are the administrator's own;
 * those of well-known helpdesks are recognised as well, so that an answer to a mail from before the setting is cut too.
 */
export function replyAboveLine(lines: readonly string[], texts: readonly string[] = []): number {
  const wanted = texts.map(bare).filter(text => text.length >= 5)
  return lines.findIndex(line => line.length <= 1_000 && isMarker(line, wanted))
}

function isMarker(line: string, wanted: readonly string[]): boolean {
  if (line.trim().length < 5) return false
  if (wanted.length > 0) {
    const text = bare(line)
    if (wanted.some(each => text === each || (text.length < each.length + 20 && text.includes(each)))) return true
  }
  return framed.test(line) || (line.length <= maxLength && spoken.test(line) && known.test(line) && isDecorated(line))
}

/** A sentence of a person has no dashes around it, and goes on or ends in a full stop after more than this. */
function isDecorated(line: string): boolean {
  const text = line.replace(/^[>\s|*]+/, '').trim()
  return /^[-–—=_#*~+]{2,}|[-–—=_#*~+]{2,}$/.test(text) || text.length <= 70
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}
