import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ForeignText } from '../../components/foreign-text.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { useQuery } from '../../stores/create-query-store.ts'
import { hostStatus } from '../../stores/queries.ts'

export function About() {
  const { t } = useTranslation()
  const status = useQuery(hostStatus, {})
  return (
    <section className="form form-section settings-part" aria-labelledby="part-about">
      <h2 id="part-about" tabIndex={-1}>
        {t('settings.about')}
      </h2>
      <Loaded query={status} skeleton={<Skeleton height={64} width={480} />}>
        {({ version, host, dataDir }) => (
          <dl className="facts">
            <dt>{t('settings.version')}</dt>
            <dd>{version}</dd>
            <dt>{t('settings.host')}</dt>
            <dd>{t(`settings.hosts.${host}`)}</dd>
            <dt>{t('settings.dataDir')}</dt>
            <dd>
              <ForeignText whole>{dataDir}</ForeignText>
            </dd>
          </dl>
        )}
      </Loaded>
    </section>
  )
}
