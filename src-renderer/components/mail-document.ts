import { estimateHeight } from './estimate-height.ts'

/**
 * Makes the document for the frame that shows a mail. The engine has sanitised the HTML when it came in; here it is
 * treated as hostile all the same: an empty sandbox (no scripts, no forms, no navigation), a policy that allows
 * nothing but inline styles and pictures inside the document, and no element that could ask for more.
 */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
const UNWANTED =
  'script,iframe,frame,frameset,object,embed,applet,link,meta,base,form,portal,svg,math,template,noscript'
const SHOWN_TYPES = /^image\/(png|jpeg|gif|webp|bmp|avif)$/

/** Mail with colours of its own is made for white: in the dark it lies on a sheet of paper with this margin. */
const PAPER_PADDING_PX = 12

export type Picture = { readonly dataUrl: string; readonly width: number; readonly height: number }
export type MailColours = { readonly text: string; readonly link: string; readonly isDark: boolean }
export type MailDocument = { readonly srcdoc: string; readonly heightPx: number; readonly hasOwnColours: boolean }

/** Ids of the attachments that the HTML shows in place. */
export function findPictureIds(html: string): readonly string[] {
  const found = parse(html).querySelectorAll('img[data-attachment]')
  return [...new Set([...found].map(image => image.getAttribute('data-attachment') ?? ''))].filter(id => id !== '')
}

/** Null for what is no picture that a browser may show. */
export async function toPicture(type: string, base64: string): Promise<Picture | null> {
  if (!SHOWN_TYPES.test(type)) return null
  const dataUrl = `data:${type};base64,${base64}`
  const image = new Image()
  image.src = dataUrl
  try {
    await image.decode()
  } catch {
    return null
  }
  return { dataUrl, width: image.naturalWidth, height: image.naturalHeight }
}

export function makeMailDocument(
  html: string,
  pictures: ReadonlyMap<string, Picture>,
  colours: MailColours,
  widthPx: number,
): MailDocument {
  const mail = parse(html)
  for (const element of mail.querySelectorAll(UNWANTED)) element.remove()
  for (const link of mail.querySelectorAll('a[href], area[href]')) {
    link.setAttribute('title', link.getAttribute('href') ?? '')
    link.removeAttribute('href')
  }
  for (const element of mail.querySelectorAll('*')) removeHandlers(element)
  for (const image of mail.querySelectorAll('img')) placePicture(image, pictures)
  const hasOwnColours = /\b(bg)?color\b|background/i.test(html)
  const paddingPx = hasOwnColours && colours.isDark ? PAPER_PADDING_PX : 0
  const heightPx = estimateHeight(mail.body, picturesById(pictures), widthPx - 2 * paddingPx) + 2 * paddingPx
  return { srcdoc: wrap(mail.body.innerHTML, colours, hasOwnColours), heightPx, hasOwnColours }
}

function parse(html: string): Document {
  // A document of DOMParser is inert: nothing in it loads or runs.
  return new DOMParser().parseFromString(html, 'text/html')
}

function removeHandlers(element: Element): void {
  for (const name of element.getAttributeNames()) if (name.startsWith('on')) element.removeAttribute(name)
}

function placePicture(image: HTMLImageElement, pictures: ReadonlyMap<string, Picture>): void {
  const picture = pictures.get(image.getAttribute('data-attachment') ?? '')
  for (const name of ['src', 'srcset', 'sizes', 'loading']) image.removeAttribute(name)
  if (picture) image.setAttribute('src', picture.dataUrl)
}

function wrap(body: string, { text, link, isDark }: MailColours, hasOwnColours: boolean): string {
  const paper = hasOwnColours || !isDark
  const colour = paper ? '#1b212d' : text
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">
<style>:root{color-scheme:${paper ? 'light' : 'dark'}}body{margin:0;padding:${paper && isDark ? `${PAPER_PADDING_PX}px` : '1px 0'};font:14px/1.6 'Inter Variable',system-ui,sans-serif;color:${colour};overflow-wrap:anywhere;unicode-bidi:isolate}img{max-width:100%;height:auto}a{cursor:help;color:${paper ? '#2b4aa8' : link}}table{max-width:100%}pre{white-space:pre-wrap}p:first-child{margin-top:0}p:last-child{margin-bottom:0}</style></head><body>${body}</body></html>`
}

function picturesById(pictures: ReadonlyMap<string, Picture>): (image: Element) => Picture | undefined {
  return image => pictures.get(image.getAttribute('data-attachment') ?? '')
}
