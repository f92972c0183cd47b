import { Button } from '@mantine/core'
import { IconAlertTriangleFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Discovery, ServerCandidate } from '../../../src-preload/contract/entities/discovery.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { FoundTrail } from './found-trail.tsx'

type FoundServersProps = Pick<Discovery, 'candidates' | 'trail'> & {
  readonly onChoose: (candidate: ServerCandidate) => void
}

/** What was found, the best first, each with why we believe it; and the trail of what was tried. */
export function FoundServers({ candidates, trail, onChoose }: FoundServersProps) {
  const { t } = useTranslation()
  return (
    <>
      {candidates.length === 0 && <p>{t('finder.none')}</p>}
      <ul className="found-servers" aria-label={t('finder.servers')}>
        {candidates.map(candidate => (
          <li key={[candidate.server, candidate.port, candidate.security, candidate.signIn].join(' ')}>
            <Candidate candidate={candidate} onChoose={onChoose} />
          </li>
        ))}
      </ul>
      <FoundTrail trail={trail} />
    </>
  )
}

type CandidateProps = { readonly candidate: ServerCandidate; readonly onChoose: (candidate: ServerCandidate) => void }

function Candidate({ candidate, onChoose }: CandidateProps) {
  const { t } = useTranslation()
  const { server, port, security, signIn, proof, hint, warning } = candidate
  const place = `${server}:${port}`
  return (
    <>
      <div>
        <strong>
          <ForeignText whole>{place}</ForeignText>
        </strong>{' '}
        <span className="dimmed">
          {t(`inboxForm.${security}`)} · {t(`finder.signIn.${signIn}`)}
        </span>
        <p className="dimmed">
          <ForeignText whole>{hint === null ? proof : `${proof} ${hint}`}</ForeignText>
        </p>
        {warning !== null && (
          <p className="bad" role="note">
            <IconAlertTriangleFilled size={14} aria-hidden /> <ForeignText whole>{warning}</ForeignText>
          </p>
        )}
      </div>
      <Button
        size="xs"
        variant="default"
        aria-label={t('finder.takeThis', { place, signIn: t(`finder.signIn.${signIn}`) })}
        onClick={() => onChoose(candidate)}
      >
        {t('finder.take')}
      </Button>
    </>
  )
}
