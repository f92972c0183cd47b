/**
 * How high a mail is, and where in it its links and pictures lie. The frame that shows a mail has an empty sandbox and
 * tells nothing to anybody. So a sketch of it is laid out first in a frame of its own that is never seen: it runs no
 * scripts either and loads nothing at all, but shares our origin, so that it can be measured from outside. See
 * docs/decisions/0009-showing-mail.md.
 */
export type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number }
export type MailLayout = {
  /** The width it was given, and the width it takes. */
  readonly givenPx: number
  readonly widthPx: number
  readonly heightPx: number
  /** Below 1 for a mail a little too wide for its place. */
  readonly zoom: number
  /** By place of the link: one box a line of text. */
  readonly links: ReadonlyMap<number, readonly Box[]>
  readonly pictures: ReadonlyMap<number, Box>
}

/** Taller or wider than this, a mail is scrolled inside its frame; no real one is. */
const LARGEST_PX = 50_000
/** Below this, words become too small to read. */
const SMALLEST_ZOOM = 0.7
/** More boxes than a person could tell apart; the list below the mail has every link. */
const MOST_BOXES = 400

const BLANK = `<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"><style></style></head><body></body></html>`

let frameReady: Promise<HTMLIFrameElement> | null = null

/** `body` is HTML as `makeMailSketch` writes it. */
export async function measureMail(body: string, styles: string, givenPx: number): Promise<MailLayout> {
  frameReady ??= openFrame()
  const frame = await frameReady
  const sketch = frame.contentDocument
  const look = sketch?.querySelector('style')
  if (!sketch || !look) throw new Error('The frame for measuring has lost its document.')
  frame.style.width = `${givenPx}px`
  // A scroll bar of this low frame would take away from the width.
  look.textContent = `${styles}:root{overflow:hidden}`
  sketch.body.removeAttribute('style')
  sketch.body.innerHTML = body
  const layout = readLayout(sketch, frame, givenPx)
  sketch.body.replaceChildren()
  return layout
}

function openFrame(): Promise<HTMLIFrameElement> {
  const place = document.createElement('div')
  place.inert = true
  place.style.cssText = 'position:fixed;left:-10000px;top:0;visibility:hidden'
  const frame = document.createElement('iframe')
  // Before there is a document in it: a sandbox that comes later does not count for the one that is there.
  frame.setAttribute('sandbox', 'allow-same-origin')
  frame.style.cssText = 'display:block;height:1px;border:0'
  frame.srcdoc = BLANK
  return new Promise(resolve => {
    frame.addEventListener('load', () => resolve(frame), { once: true })
    // Closed, so that nothing takes it for a part of the screen.
    place.attachShadow({ mode: 'closed' }).append(frame)
    document.body.append(place)
  })
}

function readLayout(mail: Document, frame: HTMLIFrameElement, givenPx: number): MailLayout {
  const root = mail.documentElement
  // What stands out of the body leaves no margin behind it.
  const marginPx = Number.parseFloat(getComputedStyle(mail.body).paddingRight)
  let widthPx = root.scrollWidth
  let zoom = 1
  if (widthPx > givenPx) {
    zoom = shrink(mail, widthPx + marginPx, givenPx)
    widthPx = root.scrollWidth
  }
  if (widthPx > givenPx) {
    // As it will be shown: the words keep to the place there is, what is wide stands out.
    zoom = 1
    mail.body.style.cssText = `width:${givenPx}px`
    widthPx = Math.min(root.scrollWidth + marginPx, LARGEST_PX)
    frame.style.width = `${widthPx}px`
  }
  const links = new Map<number, readonly Box[]>()
  const pictures = new Map<number, Box>()
  let boxes = 0
  for (const element of mail.querySelectorAll('[data-link],[data-picture]')) {
    if (boxes > MOST_BOXES) break
    const link = element.getAttribute('data-link')
    const found = link === null ? [element.getBoundingClientRect()] : boxesOfLink(element)
    const visible = found.filter(({ width, height }) => width >= 2 && height >= 2).map(toBox)
    boxes += visible.length
    if (link !== null) links.set(Number(link), visible)
    else if (visible[0]) pictures.set(Number(element.getAttribute('data-picture')), visible[0])
  }
  return { givenPx, widthPx, heightPx: Math.min(root.scrollHeight + 1, LARGEST_PX), zoom, links, pictures }
}

/** A newsletter of 600 pixels in a place of 540 is better read a little smaller than pushed to and fro. */
function shrink(mail: Document, widthPx: number, givenPx: number): number {
  const zoom = Math.floor((1_000 * givenPx) / widthPx) / 1_000
  if (zoom < SMALLEST_ZOOM) return 1
  mail.body.style.setProperty('zoom', String(zoom))
  return zoom
}

/** A link around a picture is as high as its line of text; the picture says how high it looks. */
function boxesOfLink(link: Element): readonly DOMRect[] {
  const pictures = [...link.querySelectorAll('svg')].map(picture => picture.getBoundingClientRect())
  return [...link.getClientRects(), ...pictures]
}

function toBox({ left, top, width, height }: DOMRect): Box {
  return { left, top, width, height }
}
