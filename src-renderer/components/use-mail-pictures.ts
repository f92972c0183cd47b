import { useEffect, useState } from 'react'
import { type LoadedPicture, loadPicture } from './load-picture.ts'
import type { MailPicture } from './mail-guard.ts'

/** By place in the mail; null where a picture cannot be shown. */
export type MailPictures = readonly (LoadedPicture | null)[]

const NONE: MailPictures = []

/** Null until all pictures of the mail are here: a mail that grows while it is read is worse than one that comes later. */
export function useMailPictures(pictures: readonly MailPicture[], messageId: string | null): MailPictures | null {
  const [loaded, setLoaded] = useState<{ readonly of: readonly MailPicture[]; readonly all: MailPictures } | null>(null)
  useEffect(() => {
    if (pictures.length === 0) return
    let current = true
    // A picture that a mail shows twice is read once.
    const reading = new Map<string, Promise<LoadedPicture | null>>()
    const readOnce = (picture: MailPicture) => {
      const key = `${picture.kind} ${picture.id}`
      const read = reading.get(key) ?? loadPicture(picture, messageId)
      reading.set(key, read)
      return read
    }
    void Promise.all(pictures.map(readOnce)).then(all => {
      if (current) setLoaded({ of: pictures, all })
    })
    return () => {
      current = false
    }
  }, [pictures, messageId])
  if (pictures.length === 0) return NONE
  return loaded?.of === pictures ? loaded.all : null
}
