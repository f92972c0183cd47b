/**
 * How high a mail is, and where in it its links and pictures lie. The frame that shows a mail has an empty sandbox and
 * tells nothing to anybody; so the same document is first laid out, unseen, in a frame that may run no scripts either
 * but shares our origin for a moment, where it is measured from outside and thrown away. See
 * docs/decisions/0009-showing-mail.md.
 */
export type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number }
export type MailLayout = {
  /** The width it was given, and the width it takes. */
  readonly givenPx: number
  readonly widthPx: number
  readonly heightPx: number
  /** By place of the link: one box a line of text. */
  readonly links: ReadonlyMap<number, readonly Box[]>
  readonly pictures: ReadonlyMap<number, Box>
}

/** Taller or wider than this, a mail is scrolled inside its frame; no real one is. */
const LARGEST_PX = 50_000
/** More boxes than a person could tell apart; the list below the mail has every link. */
const MOST_BOXES = 400

let last: Promise<unknown> = Promise.resolve()

/** One at a time: a long conversation would else lay out all its mails at once. */
export function measureMail(srcdoc: string, widthPx: number): Promise<MailLayout> {
  const measured = last.then(() => measureNow(srcdoc, widthPx))
  last = measured.catch(() => {})
  return measured
}

async function measureNow(srcdoc: string, givenPx: number): Promise<MailLayout> {
  const frame = document.createElement('iframe')
  // Before it is put into the page: a sandbox that comes later does not count for the document that is already there.
  frame.setAttribute('sandbox', 'allow-same-origin')
  frame.setAttribute('aria-hidden', 'true')
  frame.tabIndex = -1
  frame.className = 'mail-measure'
  frame.style.width = `${givenPx}px`
  frame.srcdoc = srcdoc
  try {
    await new Promise(resolve => {
      frame.addEventListener('load', resolve, { once: true })
      document.body.append(frame)
    })
    const mail = frame.contentDocument
    if (!mail) throw new Error('The frame for measuring has no document.')
    return readLayout(mail, frame, givenPx)
  } finally {
    frame.remove()
  }
}

function readLayout(mail: Document, frame: HTMLIFrameElement, givenPx: number): MailLayout {
  const root = mail.documentElement
  // A scroll bar of this low frame would take away from the width.
  root.style.overflow = 'hidden'
  let widthPx = root.scrollWidth
  if (widthPx > givenPx) {
    // As it will be shown: the words keep to the place there is, what is wide stands out.
    mail.body.style.width = `${givenPx}px`
    widthPx = Math.min(root.scrollWidth, LARGEST_PX)
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
  return { givenPx, widthPx, heightPx: Math.min(root.scrollHeight + 1, LARGEST_PX), links, pictures }
}

/** A link around a picture is as high as its line of text; the picture says how high it looks. */
function boxesOfLink(link: Element): readonly DOMRect[] {
  const images = [...link.querySelectorAll('img')].map(image => image.getBoundingClientRect())
  return [...link.getClientRects(), ...images]
}

function toBox({ left, top, width, height }: DOMRect): Box {
  return { left, top, width, height }
}
