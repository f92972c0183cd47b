import { useState } from 'react'
import type { MailLink } from './mail-link.ts'
import type { Box, MailLayout } from './mail-measure.ts'

type MailHotspotsProps = {
  readonly layout: MailLayout
  readonly links: readonly MailLink[]
  /** Null for a picture that is not shown. */
  readonly pictureTitle: (at: number) => string | null
  readonly onLink: (link: MailLink) => void
  readonly onPicture: (at: number) => void
}

/**
 * Where the links and pictures of a mail lie, something of ours lies on top and takes the click: the frame below can
 * report nothing. For the mouse alone; the keyboard and screen readers have the lists under the mail.
 */
export function MailHotspots({ layout, links, pictureTitle, onLink, onPicture }: MailHotspotsProps) {
  const [hovered, setHovered] = useState<string | null>(null)
  return (
    <div className="mail-hotspots" aria-hidden>
      {[...layout.pictures].map(([at, box]) => {
        const title = pictureTitle(at)
        if (title === null) return null
        return (
          <button
            key={at}
            type="button"
            tabIndex={-1}
            className="mail-hotspot picture"
            title={title}
            style={placeOf(box)}
            onClick={() => onPicture(at)}
          />
        )
      })}
      {[...layout.links].flatMap(([at, boxes]) =>
        boxes.map(box => {
          const link = links[at]
          if (!link) return null
          return (
            <button
              key={`${at} ${box.left} ${box.top}`}
              type="button"
              tabIndex={-1}
              className="mail-hotspot"
              style={placeOf(box)}
              onClick={() => onLink(link)}
              onMouseEnter={() => setHovered(link.target)}
              onMouseLeave={() => setHovered(null)}
            />
          )
        }),
      )}
      {hovered !== null && (
        <bdi className="mail-target" dir="ltr">
          {hovered}
        </bdi>
      )}
    </div>
  )
}

function placeOf({ left, top, width, height }: Box) {
  return { left, top, width, height }
}
