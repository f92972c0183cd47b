import type { GuardedMail } from './mail-guard.ts'
import { type MailColours, mailStyles } from './mail-look.ts'

/**
 * The document for a frame that shows a mail. Beside the guard: an empty sandbox (no scripts, no forms, no navigation)
 * and a policy that allows nothing but inline styles and pictures inside the document.
 */
const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"

export type ShownPicture = {
  /** A data: address. */
  readonly address: string
  readonly name: string
  readonly width: number
  readonly height: number
}
/** By place in `GuardedMail.pictures`; null for one that cannot be shown. */
export type ShownPictures = readonly (ShownPicture | null)[]

/** How a mail that is wider than its place is brought into it, as it was measured. */
export type MailFit = {
  readonly zoom: number
  /** The words keep to this width, and only what is wide stands out of it; null when all fits. */
  readonly bodyWidthPx: number | null
  /** 0 for as wide as the text. */
  readonly pictureMaxWidthPx: number
}

export function makeMailDocument(
  mail: GuardedMail,
  pictures: ShownPictures,
  colours: MailColours,
  { zoom, bodyWidthPx, pictureMaxWidthPx }: MailFit,
): string {
  const fit = `${zoom === 1 ? '' : `body{zoom:${zoom}}`}${bodyWidthPx === null ? '' : `body{width:${bodyWidthPx}px}`}`
  const body = makeMailBody(mail, pictures, showPicture, showBehind)
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><style>${mailStyles(mail, colours, pictureMaxWidthPx)}${fit}</style></head><body>${body}</body></html>`
}

/** The same body with blanks of the same size for pictures: what it takes to lay a mail out. */
export function makeMailSketch(mail: GuardedMail, pictures: ShownPictures): string {
  return makeMailBody(mail, pictures, sketchPicture, () => {})
}

type Place = (image: HTMLImageElement, picture: ShownPicture) => void
type PlaceBehind = (element: HTMLElement, picture: ShownPicture) => void

function makeMailBody(mail: GuardedMail, pictures: ShownPictures, place: Place, placeBehind: PlaceBehind): string {
  const body = mail.body.cloneNode(true) as HTMLElement
  for (const image of body.querySelectorAll('img')) {
    const at = image.getAttribute('data-picture')
    const picture = at === null ? null : pictures[Number(at)]
    if (picture) place(image, picture)
    else replaceByWords(image)
  }
  for (const element of body.querySelectorAll<HTMLElement>('[data-behind]')) {
    const picture = pictures[Number(element.getAttribute('data-behind'))]
    if (picture) placeBehind(element, picture)
  }
  return body.innerHTML
}

function showPicture(image: HTMLImageElement, { address, name }: ShownPicture): void {
  image.setAttribute('src', address)
  image.setAttribute('alt', name)
  image.setAttribute('title', name)
}

/** It takes no room, so that it is not in the sketch. */
function showBehind(element: HTMLElement, { address }: ShownPicture): void {
  element.style.backgroundImage = `url("${address}")`
}

/** A drawing: without scripts a canvas is not laid out as a picture is. */
function sketchPicture(image: HTMLImageElement, { width, height }: ShownPicture): void {
  const blank = image.ownerDocument.createElementNS('http://www.w3.org/2000/svg', 'svg')
  blank.style.cssText = image.style.cssText
  // Said by an attribute, the size is a wish for a picture, but a drawing's own.
  const wish = image.getAttribute('width')
  if (wish !== null && blank.style.width === '') {
    blank.style.width = wish.endsWith('%') ? wish : `${Number.parseInt(wish, 10)}px`
  }
  blank.setAttribute('width', String(width))
  blank.setAttribute('height', String(height))
  blank.setAttribute('viewBox', `0 0 ${width} ${height}`)
  blank.setAttribute('data-picture', image.getAttribute('data-picture') ?? '')
  image.replaceWith(blank)
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
