import { IconAlertTriangle, IconLink, IconPhoto, IconPhotoOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ForeignText } from './foreign-text.tsx'
import type { LoadedPicture } from './load-picture.ts'
import type { GuardedMail } from './mail-guard.ts'
import type { MailLink } from './mail-link.ts'

type MailExtrasProps = {
  readonly mail: Pick<GuardedMail, 'links' | 'remoteHosts'>
  readonly pictures: readonly LoadedPicture[]
  readonly onLink: (link: MailLink) => void
  readonly onPicture: (at: number) => void
}

/** What a mail holds beside its words, folded under it: what was not loaded, its pictures, its links. */
export function MailExtras({ mail, pictures, onLink, onPicture }: MailExtrasProps) {
  const { t } = useTranslation()
  const links = [...new Map(mail.links.map(link => [`${link.target} ${link.text}`, link])).values()]
  const { remoteHosts } = mail
  if (links.length + pictures.length + remoteHosts.length === 0) return null
  return (
    <div className="mail-extras">
      {remoteHosts.length > 0 && (
        <Fold icon={<IconPhotoOff size={14} />} title={t('mail.remote', { count: remoteHosts.length })}>
          <p>{t('mail.remoteWhy')}</p>
          <ul className="mail-hosts">
            {[...new Set(remoteHosts)].map(host => (
              <li key={host}>
                <ForeignText>{host}</ForeignText>
              </li>
            ))}
          </ul>
        </Fold>
      )}
      {pictures.length > 0 && (
        <Fold icon={<IconPhoto size={14} />} title={t('mail.pictures', { count: pictures.length })}>
          <ul className="mail-strip">
            {pictures.map((picture, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the place in the mail is what a picture is known by
              <li key={at}>
                <button
                  type="button"
                  aria-label={t('mail.enlarge', { name: picture.name })}
                  title={picture.name}
                  onClick={() => onPicture(at)}
                >
                  <img src={picture.address} alt="" />
                </button>
              </li>
            ))}
          </ul>
        </Fold>
      )}
      {links.length > 0 && (
        <Fold icon={<IconLink size={14} />} title={t('mail.links', { count: links.length })}>
          <ul className="mail-links">
            {links.map(link => (
              <li key={`${link.target} ${link.text}`}>
                <button type="button" onClick={() => onLink(link)}>
                  <ForeignText>{link.text || t('mail.linkWithoutWords')}</ForeignText>
                  <span className="dimmed small">
                    <ForeignText>{link.target}</ForeignText>
                  </span>
                </button>
                {link.misleading && (
                  <span className="wait small row">
                    <IconAlertTriangle size={14} />
                    {t('mail.misleading')}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </div>
  )
}

type FoldProps = { readonly icon: ReactNode; readonly title: string; readonly children: ReactNode }

function Fold({ icon, title, children }: FoldProps) {
  return (
    <details className="fold">
      <summary>
        {icon} {title}
      </summary>
      {children}
    </details>
  )
}
