import { IconAlertTriangleFilled, IconHelpCircle, IconRosetteDiscountCheckFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SignatureView } from '../../../src-preload/contract/entities/message-views.ts'
import { ForeignText } from '../../components/foreign-text.tsx'

const MARKS = {
  valid: { Icon: IconRosetteDiscountCheckFilled, tone: 'good' },
  /** It fits, but somebody else than the sender made it. */
  foreign: { Icon: IconAlertTriangleFilled, tone: 'wait' },
  invalid: { Icon: IconAlertTriangleFilled, tone: 'bad' },
  unverifiable: { Icon: IconHelpCircle, tone: 'dimmed' },
} as const

/** Whether the mail is as its signer sent it: one calm line, its reason below. */
export function SignatureNote({ signature }: { readonly signature: SignatureView }) {
  const { t } = useTranslation()
  const { kind, state, signer, addressMatchesFrom, why } = signature
  const shown = state === 'valid' && addressMatchesFrom === false ? 'foreign' : state
  const { Icon, tone } = MARKS[shown]
  return (
    <li className="mail-note">
      <Icon size={16} className={tone} aria-hidden />
      <div>
        <strong className={tone}>{t(`signature.${shown}`)}</strong>
        <span className="note-beside dimmed">
          <ForeignText whole>{kind === 'smime' ? 'S/MIME' : 'PGP'}</ForeignText>
        </span>
        {signer !== null && (
          <span className="note-beside">
            <ForeignText whole>{nameOf(signer)}</ForeignText>
          </span>
        )}
        {why !== '' && (
          <span className="note-below small dimmed">
            <ForeignText whole>{why}</ForeignText>
          </span>
        )}
      </div>
    </li>
  )
}

function nameOf({ name, address }: NonNullable<SignatureView['signer']>): string {
  if (address === '') return name
  return name === '' || name === address ? address : `${name} <${address}>`
}
