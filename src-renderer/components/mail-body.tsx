import { Skeleton, useComputedColorScheme } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CallError, call } from '../bridge/bridge.ts'
import { findPictureIds, makeMailDocument, type Picture, toPicture } from './mail-document.ts'

type MailBodyProps = {
  readonly format: 'html' | 'text' | 'none'
  readonly html: string
  readonly text: string
  /** Name of the frame for screen readers. */
  readonly label: string
}

/** The words of a mail: HTML in a frame that can do nothing, everything else as text. */
export function MailBody({ format, html, text, label }: MailBodyProps) {
  const { t } = useTranslation()
  if (format === 'html') return <MailFrame html={html} label={label} />
  if (text.trim() === '') return <p className="dimmed">{t('mail.noWords')}</p>
  return <p className="mail-text">{text}</p>
}

function MailFrame({ html, label }: { readonly html: string; readonly label: string }) {
  const pictures = usePictures(html)
  const isDark = useComputedColorScheme('light') === 'dark'
  const { ref, width } = useElementSize<HTMLDivElement>()
  // Steps of 80 px: the frame is made anew whenever its document changes.
  const widthPx = Math.floor(width / 80) * 80
  const mail = useMemo(
    () =>
      pictures && widthPx > 0
        ? makeMailDocument(html, pictures, { text: '#e3e6ec', link: '#9db5f5', isDark }, widthPx)
        : null,
    [html, pictures, isDark, widthPx],
  )
  return (
    <div ref={ref}>
      {mail ? (
        <iframe
          className={mail.hasOwnColours && isDark ? 'mail-frame paper' : 'mail-frame'}
          title={label}
          sandbox=""
          srcDoc={mail.srcdoc}
          style={{ height: mail.heightPx }}
        />
      ) : (
        <Skeleton height={64} />
      )}
    </div>
  )
}

/** Null until all pictures of the mail are here; what cannot be read is left out. */
function usePictures(html: string): ReadonlyMap<string, Picture> | null {
  const [pictures, setPictures] = useState<ReadonlyMap<string, Picture> | null>(null)
  useEffect(() => {
    let current = true
    setPictures(null)
    Promise.all(findPictureIds(html).map(readPicture)).then(found => {
      if (current) setPictures(new Map(found.filter(each => each !== null)))
    })
    return () => {
      current = false
    }
  }, [html])
  return pictures
}

async function readPicture(id: string): Promise<[string, Picture] | null> {
  try {
    const { type, base64 } = await call('attachments.read', { id })
    const picture = await toPicture(type, base64)
    return picture && [id, picture]
  } catch (error) {
    if (error instanceof CallError) return null
    throw error
  }
}
