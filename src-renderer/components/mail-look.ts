import type { GuardedMail } from './mail-guard.ts'

/** Mail with colours of its own is made for white: in the dark it lies on a sheet of paper with this margin. */
const PAPER_PADDING_PX = 12

export type MailColours = {
  readonly text: string
  readonly link: string
  readonly line: string
  readonly isDark: boolean
}

const LIGHT: MailColours = { text: '#1b212d', link: '#2b4aa8', line: '#d5dae3', isDark: false }
const DARK: MailColours = { text: '#e3e6ec', link: '#9db5f5', line: '#404753', isDark: true }

export function mailColours(isDark: boolean): MailColours {
  return isDark ? DARK : LIGHT
}

export function isOnPaper({ hasOwnColours }: GuardedMail, { isDark }: MailColours): boolean {
  return isDark && hasOwnColours
}

/** How a mail looks where it says nothing itself. Pictures are at most this wide, whatever it says; 0 for as wide as the text. */
export function mailStyles(mail: GuardedMail, colours: MailColours, pictureMaxWidthPx: number): string {
  const onPaper = isOnPaper(mail, colours)
  const { text, link, line, isDark } = onPaper ? LIGHT : colours
  const padding = onPaper ? `${PAPER_PADDING_PX}px` : '1px 0'
  return [
    `:root{color-scheme:${isDark ? 'dark' : 'light'};overflow-x:hidden}`,
    `body{box-sizing:border-box;margin:0;padding:${padding};font:14px/1.55 system-ui,sans-serif;color:${text}`,
    ';overflow-wrap:break-word;unicode-bidi:isolate}',
    `img,svg{max-width:${pictureMaxWidthPx === 0 ? '100%' : `min(100%,${pictureMaxWidthPx}px)!important`};height:auto}`,
    `a[data-link]{color:${link};text-decoration:underline}`,
    'a[data-misleading]{text-decoration:underline wavy #d9480f}',
    'i[data-missing]{opacity:.75}',
    'p{margin:0 0 .75em}pre{white-space:pre-wrap;margin:0 0 .75em}ul,ol{margin:0 0 .75em;padding-inline-start:2em}',
    'h1,h2,h3,h4,h5,h6{line-height:1.3;margin:.9em 0 .5em}h1{font-size:1.6em}h2{font-size:1.35em}h3{font-size:1.15em}',
    `blockquote{margin:.5em 0;padding-inline-start:12px;border-inline-start:2px solid ${line}}`,
    `hr{border:0;border-top:1px solid ${line};margin:1em 0}`,
    'body>:first-child{margin-top:0}body>:last-child{margin-bottom:0}',
  ].join('')
}
