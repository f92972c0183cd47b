import iconv from 'iconv-lite'

/** What makes a text of this charset likely: the share of its characters beyond ASCII that are among the usual ones. */
type Candidate = { readonly charset: string; readonly usual: RegExp; readonly share: number }

const [kana, hangul] = [
  /[\u3041-\u3093\u30a1-\u30f6\u30fc\u3001\u3002]/gu,
  /[이다는에의을를가하고지니요은한기로서도안습해주세시어일사있아]/gu,
]
/** The commonest signs of Chinese, in both spellings; together about a fifth of any text. */
const hanzi =
  /[的一是不了在有人我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于着著下自之年过過发發后後作里裡用道行所然家事成方多经經么麼去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心她本前开開但因只从從想实實请請谢謝您，。]/gu
/** Lower case only: read in the wrong one of these charsets, a text is mostly capitals or drawings. */
const cyrillic = /[оеаинтсрвлкмдпуіï]/gu

const candidates: readonly Candidate[] = [
  { charset: 'shift_jis', usual: kana, share: 0.3 },
  { charset: 'euc-jp', usual: kana, share: 0.3 },
  { charset: 'cp949', usual: hangul, share: 0.3 },
  { charset: 'gb18030', usual: hanzi, share: 0.2 },
  { charset: 'big5', usual: hanzi, share: 0.2 },
  { charset: 'windows-1251', usual: cyrillic, share: 0.6 },
  { charset: 'koi8-r', usual: cyrillic, share: 0.6 },
  { charset: 'iso-8859-5', usual: cyrillic, share: 0.6 },
]
const sampleBytes = 16 * 1024
/** Fewer characters than this prove nothing: a short text stays western. */
const fewest = 8

/**
 * The charset of a text that declares none, or a wrong one, and is no UTF-8; null when nothing is likely enough. Western
 * text is told by its single accented letters between plain ones. Never throws.
 */
export function guessCharset(bytes: Buffer): string | null {
  const sample = bytes.length > sampleBytes ? bytes.subarray(0, sampleBytes) : bytes
  const escaped = shiftingCharset(sample)
  if (escaped) return escaped
  if (isWestern(sample)) return null
  let best: { charset: string; likelihood: number } | null = null
  for (const { charset, usual, share } of candidates) {
    const likelihood = shareOf(iconv.decode(sample, charset), usual) / share
    if (likelihood >= 1 && likelihood > (best?.likelihood ?? 0)) best = { charset, likelihood }
  }
  return best?.charset ?? null
}

/** ISO 2022 says itself what follows, with escape sequences that no other text holds. */
export function shiftingCharset(bytes: Buffer): string | null {
  if (!bytes.includes(0x1b)) return null
  const text = bytes.toString('latin1')
  if (/\x1b\$[@B]|\x1b\([JI]/.test(text)) return 'iso-2022-jp'
  return /\x1b\$\)C/.test(text) ? 'iso-2022-kr' : null
}

/** At least as many accented letters stand alone as in runs. */
function isWestern(bytes: Buffer): boolean {
  let [alone, inRuns, run] = [0, 0, 0]
  for (let i = 0; i <= bytes.length; i++) {
    if ((bytes[i] ?? 0) >= 0x80) {
      run++
      continue
    }
    if (run === 1) alone++
    else inRuns += run
    run = 0
  }
  return alone >= inRuns
}

/** 0 for a text that the charset cannot be, or that is too short to tell. */
function shareOf(text: string, usual: RegExp): number {
  const broken = text.match(/\ufffd/g)?.length ?? 0
  const foreign = text.match(/[^\u0000-\u007f\u00a0]/g)?.length ?? 0
  // A last character that the sample cuts in half is no damage.
  if (foreign < fewest || broken > 1 + foreign / 200) return 0
  return (text.match(usual)?.length ?? 0) / foreign
}
