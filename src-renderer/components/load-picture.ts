import { CallError, call } from '../bridge/bridge.ts'
import type { MailPicture } from './mail-guard.ts'

/** SVG is not among them: it is a document, not a picture. */
const SHOWN_TYPES = /^image\/(png|jpeg|gif|webp|bmp|avif)$/
/** More would take hundreds of megabytes to show, however few bytes it came in. */
const MOST_PIXELS = 50_000_000

export type LoadedPicture = {
  /** As the sender named it. */
  readonly name: string
  readonly type: string
  readonly base64: string
  /** A data: address. */
  readonly address: string
  readonly width: number
  readonly height: number
}

/** Null for what cannot be read, or is no picture that may be shown. Parts belong to the message `messageId`. */
export async function loadPicture({ kind, id }: MailPicture, messageId: string | null): Promise<LoadedPicture | null> {
  if (kind === 'part' && messageId === null) return null
  try {
    const file =
      kind === 'attachment'
        ? await call('attachments.read', { id })
        : await call('messages.part', { id: messageId ?? '', part: Number(id) })
    return await readPicture(file)
  } catch (error) {
    if (error instanceof CallError) return null
    throw error
  }
}

type PictureFile = { readonly name: string; readonly type: string; readonly base64: string }

/** Reads the size alone: a picture is not unpacked before it is known to be of a sane size. */
async function readPicture({ name, type, base64 }: PictureFile): Promise<LoadedPicture | null> {
  if (!SHOWN_TYPES.test(type)) return null
  const address = `data:${type};base64,${base64}`
  const image = new Image()
  const loaded = new Promise<boolean>(resolve => {
    image.onload = () => resolve(true)
    image.onerror = () => resolve(false)
  })
  image.src = address
  if (!(await loaded)) return null
  const { naturalWidth: width, naturalHeight: height } = image
  image.removeAttribute('src')
  if (width * height === 0 || width * height > MOST_PIXELS) return null
  return { name, type, base64, address, width, height }
}
