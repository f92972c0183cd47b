import './errors.css'
import { Button, Skeleton } from '@mantine/core'
import { IconCircleCheck, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Cause } from '../../../src-preload/contract/entities/message-views.ts'
import { useOfferedCommands } from '../../commands/commands.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Page } from '../../components/page.tsx'
import { useQuery } from '../../stores/create-query-store.ts'
import { causes, inboxes } from '../../stores/queries.ts'
import { CauseCard } from './cause-card.tsx'
import { useCauseActions } from './use-cause-actions.tsx'

const NO_CAUSES: readonly Cause[] = []

/** Everything that waits for a person, over all inboxes, grouped by its cause, each with its remedy. */
export function ErrorsScreen() {
  const { t } = useTranslation()
  const query = useQuery(causes, {})
  const { ask, dialog } = useCauseActions()
  const waiting = query.data ?? NO_CAUSES
  const total = waiting.reduce((sum, { count }) => sum + count, 0)
  const retryEverything = () => ask('process', waiting)
  useOfferedCommands([
    {
      id: 'retry-everything',
      group: 'here',
      label: t('errors.retryEverything'),
      disabled: total === 0,
      run: retryEverything,
    },
  ])
  return (
    <Page
      title={t('errors.title')}
      below={total > 0 ? t('errors.waiting', { count: total }) : t('errors.below')}
      actions={
        total > 0 && (
          <Button variant="default" leftSection={<IconRefresh size={16} aria-hidden />} onClick={retryEverything}>
            {t('errors.retryEverything')}
          </Button>
        )
      }
    >
      <Loaded query={query} skeleton={<CausesSkeleton />}>
        {found =>
          found.length === 0 ? (
            <NothingWaits />
          ) : (
            <div className="causes">
              {found.map(cause => (
                <CauseCard
                  key={`${cause.code} ${cause.state} ${cause.code === '' ? cause.reason : ''}`}
                  cause={cause}
                />
              ))}
            </div>
          )
        }
      </Loaded>
      {dialog}
    </Page>
  )
}

/** Nothing to do is the best this page can say: it says it with what was done. */
function NothingWaits() {
  const { t } = useTranslation()
  const list = useQuery(inboxes, {}).data ?? []
  const dealtWith = list.reduce((sum, { counts }) => sum + counts.processed + counts.undesired + counts.ignored, 0)
  return (
    <div className="errors-proud">
      <EmptyState
        icon={<IconCircleCheck size={56} stroke={1.2} aria-hidden />}
        title={t('errors.none')}
        advice={dealtWith > 0 ? t('errors.noneProud', { count: dealtWith }) : t('errors.noneAdvice')}
      />
    </div>
  )
}

function CausesSkeleton() {
  return (
    <div className="causes">
      {[0, 1, 2].map(card => (
        <div key={card} className="panel cause">
          <div>
            <Skeleton height={16} width={`${52 - card * 8}%`} my={4} />
            <Skeleton height={10} width={180} my={6} />
          </div>
          <Skeleton height={30} width={240} />
          <Skeleton height={48} style={{ gridColumn: '1 / -1' }} />
        </div>
      ))}
    </div>
  )
}
