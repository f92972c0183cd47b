import { useTranslation } from 'react-i18next'
import type { Discovery } from '../../../src-preload/contract/entities/discovery.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { Fold } from '../../forms/fold.tsx'

/** What was tried to find the servers of an address, and what came of it. */
export function FoundTrail({ trail }: Pick<Discovery, 'trail'>) {
  const { t } = useTranslation()
  return (
    <Fold title={t('finder.trail')}>
      <ul className="found-trail">
        {trail.map(({ asked, ok, outcome }) => (
          <li key={asked} className={ok ? undefined : 'dimmed'}>
            <ForeignText whole>{`${ok ? '✓' : '–'} ${asked}: ${outcome}`}</ForeignText>
          </li>
        ))}
      </ul>
    </Fold>
  )
}
