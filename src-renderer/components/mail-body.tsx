import { useTranslation } from 'react-i18next'
import { MailFrame } from './mail-frame.tsx'
import { MailText } from './mail-text.tsx'
import './mail.css'

type MailBodyProps = {
  readonly format: 'html' | 'text' | 'none'
  readonly html: string
  readonly text: string
  /** Name of the frame for screen readers. */
  readonly label: string
  /** Where pictures in place come from: parts of this message; else attachments of the ticket. */
  readonly pictures?: { readonly messageId: string }
  /** Pictures in place are at most this wide, and in full on a click; as wide as the text where it is left out. */
  readonly pictureMaxWidthPx?: number
}

/** The words of a mail: HTML in a frame that can do nothing, everything else as text. */
export function MailBody({ format, html, text, label, pictures, pictureMaxWidthPx = 0 }: MailBodyProps) {
  const { t } = useTranslation()
  if (format === 'html') {
    const messageId = pictures?.messageId ?? null
    return <MailFrame html={html} label={label} messageId={messageId} pictureMaxWidthPx={pictureMaxWidthPx} />
  }
  if (text.trim() === '') return <p className="dimmed">{t('mail.noWords')}</p>
  return <MailText text={text} />
}
