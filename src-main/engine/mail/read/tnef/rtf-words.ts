/** Destinations whose text nobody sees (RTF 1.9.1); others that are unknown announce themselves with `\*`. */
export const unseenDestinations: ReadonlySet<string> = new Set(
  'fonttbl colortbl stylesheet info pict object header footer headerl headerr headerf footerl footerr footerf listtable listoverridetable revtbl rsidtbl generator themedata datastore latentstyles xmlnstbl filetbl fldinst'.split(
    ' ',
  ),
)

/** Control words and symbols that stand for a character. */
export const rtfCharacters: ReadonlyMap<string, string> = new Map([
  ['par', '\n'],
  ['line', '\n'],
  ['sect', '\n'],
  ['page', '\n'],
  ['row', '\n'],
  ['\n', '\n'],
  ['\r', '\n'],
  ['cell', '\t'],
  ['tab', '\t'],
  ['~', '\u00a0'],
  ['_', '\u2011'],
  ['\\', '\\'],
  ['{', '{'],
  ['}', '}'],
  ['emdash', '—'],
  ['endash', '–'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['bullet', '•'],
  ['emspace', '\u2003'],
  ['enspace', '\u2002'],
])

/** `\fcharsetN` of a font to its code page (RTF 1.9.1, font table); 0 is the one of the document. */
export const fontCharsets: ReadonlyMap<number, string> = new Map([
  [128, 'shift_jis'],
  [129, 'cp949'],
  [134, 'gb18030'],
  [136, 'big5'],
  [161, 'windows-1253'],
  [162, 'windows-1254'],
  [163, 'windows-1258'],
  [177, 'windows-1255'],
  [178, 'windows-1256'],
  [186, 'windows-1257'],
  [204, 'windows-1251'],
  [222, 'windows-874'],
  [238, 'windows-1250'],
])
