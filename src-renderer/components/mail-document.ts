import type { GuardedMail } from './mail-guard.ts'

/**
 * The document for a frame that shows a mail. Beside the guard: an empty sandbox (no scripts, no forms, no navigation)
 * and a policy that allows nothing but inline styles and pictures inside the document.
 */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"

/** Mail with colours of its own is made for white: in the dark it lies on a sheet of paper with this margin. */
const PAPER_PADDING_PX = 12

export type MailColours = {
  readonly text: string
  readonly link: string
  readonly line: string
  readonly isDark: boolean
}
/** What to show for a picture, by its place in `GuardedMail.pictures`; null when it cannot be shown. */
export type ShownPicture = { readonly address: string; readonly name: string }

export function isOnPaper({ hasOwnColours }: GuardedMail, { isDark }: MailColours): boolean {
  return isDark && hasOwnColours
}

/**
 * `bodyWidthPx` is given for a mail wider than its place: its words then keep to that width, and only what is wide
 * stands out of it.
 */
export function makeMailDocument(
  mail: GuardedMail,
  pictures: readonly (ShownPicture | null)[],
  colours: MailColours,
  bodyWidthPx?: number,
): string {
  const body = mail.body.cloneNode(true) as HTMLElement
  for (const image of body.querySelectorAll('img')) {
    const at = image.getAttribute('data-picture')
    const picture = at === null ? null : pictures[Number(at)]
    if (picture) {
      image.setAttribute('src', picture.address)
      image.setAttribute('alt', picture.name)
      image.setAttribute('title', picture.name)
    } else replaceByWords(image)
  }
  const width = bodyWidthPx === undefined ? '' : `body{width:${bodyWidthPx}px}`
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><style>${styles(mail, colours)}${width}</style></head><body>${body.innerHTML}</body></html>`
}

/** What is not shown leaves the words that its writer put beside it, and no broken frame. */
function replaceByWords(image: HTMLImageElement): void {
  const words = image.getAttribute('alt')?.trim() ?? ''
  const note = image.ownerDocument.createElement('i')
  note.setAttribute('data-missing', '')
  note.textContent = words
  if (words === '') image.remove()
  else image.replaceWith(note)
}

function styles(mail: GuardedMail, colours: MailColours): string {
  const onPaper = isOnPaper(mail, colours)
  const isLight = onPaper || !colours.isDark
  const text = isLight ? '#1b212d' : colours.text
  const link = isLight ? '#2b4aa8' : colours.link
  const line = isLight ? '#d5dae3' : colours.line
  return [
    `:root{color-scheme:${isLight ? 'light' : 'dark'};overflow-x:hidden}`,
    `body{box-sizing:border-box;margin:0;padding:${onPaper ? PAPER_PADDING_PX : 1}px ${onPaper ? PAPER_PADDING_PX : 0}px`,
    `;font:14px/1.55 system-ui,sans-serif;color:${text};overflow-wrap:break-word;unicode-bidi:isolate}`,
    'img{max-width:100%;height:auto}',
    `a[data-link]{color:${link};text-decoration:underline}`,
    'a[data-misleading]{text-decoration:underline wavy #d9480f}',
    `i[data-missing]{opacity:.75}`,
    'p{margin:0 0 .75em}pre{white-space:pre-wrap;margin:0 0 .75em}ul,ol{margin:0 0 .75em;padding-inline-start:2em}',
    'h1,h2,h3,h4,h5,h6{line-height:1.3;margin:.9em 0 .5em}h1{font-size:1.6em}h2{font-size:1.35em}h3{font-size:1.15em}',
    `blockquote{margin:.5em 0;padding-inline-start:12px;border-inline-start:2px solid ${line}}`,
    `hr{border:0;border-top:1px solid ${line};margin:1em 0}`,
    'body>:first-child{margin-top:0}body>:last-child{margin-bottom:0}',
  ].join('')
}
