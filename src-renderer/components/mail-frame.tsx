import { Skeleton, useComputedColorScheme } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isOnPaper, type MailColours, makeMailDocument } from './mail-document.ts'
import { MailExtras } from './mail-extras.tsx'
import { guardMail } from './mail-guard.ts'
import { MailHotspots } from './mail-hotspots.tsx'
import type { MailLink } from './mail-link.ts'
import { MailLinkDialog } from './mail-link-dialog.tsx'
import { MailPictureDialog } from './mail-picture-dialog.tsx'
import { sketchOf } from './sketch-of.ts'
import { useMailLayout } from './use-mail-layout.ts'
import { useMailPictures } from './use-mail-pictures.ts'

type MailFrameProps = { readonly html: string; readonly label: string; readonly messageId: string | null }

/** An HTML mail in a frame that can do nothing; what a person does with it (links, pictures) happens outside of it. */
export function MailFrame({ html, label, messageId }: MailFrameProps) {
  const { t } = useTranslation()
  const mail = useMemo(() => guardMail(html), [html])
  const pictures = useMailPictures(mail.pictures, messageId)
  const isDark = useComputedColorScheme('light') === 'dark'
  const colours = isDark ? DARK : LIGHT
  const { ref, width } = useElementSize<HTMLDivElement>()
  const sketch = useMemo(
    () =>
      pictures &&
      makeMailDocument(
        mail,
        pictures.map(picture => picture && sketchOf(picture)),
        colours,
      ),
    [mail, pictures, colours],
  )
  const layout = useMailLayout(sketch, Math.floor(width))
  const isWide = layout !== null && layout.widthPx > layout.givenPx
  const bodyWidthPx = isWide ? layout.givenPx : undefined
  const srcDoc = useMemo(
    () => pictures && makeMailDocument(mail, pictures, colours, bodyWidthPx),
    [mail, pictures, colours, bodyWidthPx],
  )
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
          <div className="mail-sheet" style={{ width: isWide ? layout.widthPx : '100%', height: layout.heightPx }}>
            <iframe
              className={isOnPaper(mail, colours) ? 'mail-frame paper' : 'mail-frame'}
              title={label}
              sandbox=""
              srcDoc={srcDoc}
            />
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

const LIGHT: MailColours = { text: '#1b212d', link: '#2b4aa8', line: '#d5dae3', isDark: false }
const DARK: MailColours = { text: '#e3e6ec', link: '#9db5f5', line: '#404753', isDark: true }
