import { Skeleton, useComputedColorScheme } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { makeMailDocument, makeMailSketch } from './mail-document.ts'
import { MailExtras } from './mail-extras.tsx'
import { guardMail } from './mail-guard.ts'
import { MailHotspots } from './mail-hotspots.tsx'
import type { MailLink } from './mail-link.ts'
import { MailLinkDialog } from './mail-link-dialog.tsx'
import { isOnPaper, mailColours, mailStyles } from './mail-look.ts'
import { MailPictureDialog } from './mail-picture-dialog.tsx'
import { useMailLayout } from './use-mail-layout.ts'
import { useMailPictures } from './use-mail-pictures.ts'
import { useNearView } from './use-near-view.ts'

type MailFrameProps = {
  readonly html: string
  readonly label: string
  readonly messageId: string | null
  readonly pictureMaxWidthPx: number
}

/** An HTML mail in a frame that can do nothing; what a person does with it (links, pictures) happens outside of it. */
export function MailFrame({ html, label, messageId, pictureMaxWidthPx }: MailFrameProps) {
  const { t } = useTranslation()
  const mail = useMemo(() => guardMail(html), [html])
  const pictures = useMailPictures(mail.pictures, messageId)
  const colours = mailColours(useComputedColorScheme('light') === 'dark')
  const { ref, width } = useElementSize<HTMLDivElement>()
  const sketch = useMemo(() => pictures && makeMailSketch(mail, pictures), [mail, pictures])
  const layout = useMailLayout(sketch, mailStyles(mail, colours, pictureMaxWidthPx), Math.floor(width))
  const isWide = layout !== null && layout.widthPx > layout.givenPx
  const zoom = layout?.zoom ?? 1
  const bodyWidthPx = isWide ? layout.givenPx : null
  const srcDoc = useMemo(
    () => pictures && makeMailDocument(mail, pictures, colours, { zoom, bodyWidthPx, pictureMaxWidthPx }),
    [mail, pictures, colours, zoom, bodyWidthPx, pictureMaxWidthPx],
  )
  const sheet = useRef<HTMLDivElement>(null)
  const isNear = useNearView(sheet, layout !== null)
  const [link, setLink] = useState<MailLink | null>(null)
  const [pictureAt, setPictureAt] = useState<number | null>(null)
  const shown = pictures?.filter(picture => picture !== null) ?? []
  const openPicture = (at: number) => {
    const picture = pictures?.[at]
    if (picture) setPictureAt(shown.indexOf(picture))
  }

  return (
    <div ref={ref} className="mail">
      {layout && srcDoc !== null ? (
        <div className="mail-scroll" {...(isWide ? { role: 'region', tabIndex: 0, 'aria-label': label } : {})}>
          <div
            ref={sheet}
            className={isOnPaper(mail, colours) ? 'mail-sheet paper' : 'mail-sheet'}
            style={{ width: isWide ? layout.widthPx : '100%', height: layout.heightPx }}
          >
            {isNear && <iframe className="mail-frame" title={label} sandbox="" srcDoc={srcDoc} />}
            <MailHotspots
              layout={layout}
              links={mail.links}
              pictureTitle={at => (pictures?.[at] ? t('mail.enlarge', { name: pictures[at].name }) : null)}
              onLink={setLink}
              onPicture={openPicture}
            />
          </div>
        </div>
      ) : (
        <Skeleton height={64} />
      )}
      <MailExtras mail={mail} pictures={shown} onLink={setLink} onPicture={setPictureAt} />
      <MailLinkDialog link={link} onClose={() => setLink(null)} />
      <MailPictureDialog pictures={shown} at={pictureAt} onMove={setPictureAt} onClose={() => setPictureAt(null)} />
    </div>
  )
}
