import { useTranslation } from 'react-i18next'
import type { ShownCertificate } from '../../../src-preload/contract/entities/inbox.ts'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { ForeignText } from '../../components/foreign-text.tsx'
import { formatDay } from '../../components/format.ts'
import type { InboxForm } from '../../forms/use-inbox-form.ts'

type CertificateNoteProps = {
  readonly certificate: ShownCertificate
  /** It was refused: a person may know better. */
  readonly isRefused: boolean
  readonly form: InboxForm
  readonly onTrust?: (() => void) | undefined
}

/** The chain of the certificate that the server showed; where it was refused, the offer to trust exactly this one. */
export function CertificateNote({ certificate, isRefused, form, onTrust }: CertificateNoteProps) {
  const { t } = useTranslation()
  const day = (moment: number | null) => (moment === null ? '?' : formatDay(moment))
  const trust = async () => {
    form.refuse(null)
    form.set('pinned_certificate', certificate.fingerprint)
    onTrust?.()
  }
  return (
    <div className="certificate-note">
      <div className="dimmed">
        {certificate.chain.map(({ subject, issuer, validFrom, validUntil }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the chain of one handshake never changes
          <div key={index}>
            <ForeignText whole>
              {t('connection.chainLink', { subject, issuer, from: day(validFrom), until: day(validUntil) })}
            </ForeignText>
          </div>
        ))}
      </div>
      {isRefused && (
        <ConfirmButton
          size="xs"
          verb={t('connection.trust')}
          sentence={t('connection.trustSentence', { fingerprint: certificate.fingerprint, server: form.values.server })}
          onConfirm={trust}
        >
          {t('connection.trust')}
        </ConfirmButton>
      )}
    </div>
  )
}
