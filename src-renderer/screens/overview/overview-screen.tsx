import './overview.css'
import { Button, Skeleton } from '@mantine/core'
import { IconPlus, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../bridge/bridge.ts'
import { Loaded } from '../../components/loaded.tsx'
import { Page } from '../../components/page.tsx'
import { attempt } from '../../components/toast.ts'
import { addressOf } from '../../navigation.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { hostStatus, inboxes, overview } from '../../stores/queries.ts'
import { useSampleRun } from '../../stores/sample-run.ts'
import { FirstRun } from '../first-run/first-run.tsx'
import { DaysChart } from './days-chart.tsx'
import { Headline } from './headline.tsx'
import { Hindrances } from './hindrances.tsx'
import { InboxCard } from './inbox-card.tsx'
import { StoreFacts } from './store-facts.tsx'
import { Waiting } from './waiting.tsx'

/** Is all well, and where not, why is no mail processed? With no inbox yet: the ways to begin. */
export function OverviewScreen() {
  const { t } = useTranslation()
  const list = useQuery(inboxes, {})
  const status = useQuery(hostStatus, {})
  const glance = useQuery(overview, {})
  const sampleRuns = useSampleRun(store => store.run.phase !== 'idle')
  if (list.data?.length === 0 || sampleRuns) return <FirstRun sampleOffered={status.data?.sampleOffered ?? true} />
  return (
    <Page title={t('overview.title')} actions={<Actions />}>
      <Loaded query={glance} skeleton={<GlanceSkeleton />}>
        {data => (
          <>
            <div className="panel overview-state">
              <Headline overview={data} inboxes={list.data ?? []} />
              <Hindrances hindrances={data.hindrances} inboxes={list.data ?? []} />
            </div>
            <div className="overview-glance">
              <DaysChart days={data.days} />
              <Waiting overview={data} />
            </div>
          </>
        )}
      </Loaded>
      <h2 className="overview-heading">{t('overview.inboxes')}</h2>
      <Loaded query={list} skeleton={<CardsSkeleton />}>
        {data => (
          <div className="overview">
            {data.map(inbox => (
              <InboxCard key={inbox.id} inbox={inbox} />
            ))}
          </div>
        )}
      </Loaded>
      {glance.data && <StoreFacts overview={glance.data} />}
    </Page>
  )
}

function Actions() {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const checkAll = async () => {
    setBusy(true)
    await attempt(
      () => call('inboxes.poll', {}),
      ({ inboxes: passes }) => t('overview.checked', { count: passes.reduce((sum, pass) => sum + pass.new, 0) }),
    )
    setBusy(false)
  }
  return (
    <>
      <Button variant="default" component="a" href={addressOf.newInbox} leftSection={<IconPlus size={16} />}>
        {t('overview.addInbox')}
      </Button>
      <Button loading={busy} onClick={checkAll} leftSection={<IconRefresh size={16} />}>
        {t('overview.checkAll')}
      </Button>
    </>
  )
}

function GlanceSkeleton() {
  return (
    <>
      <Skeleton height={80} radius={12} />
      <div className="overview-glance">
        <Skeleton height={304} radius={12} />
        <Skeleton height={304} radius={12} />
      </div>
    </>
  )
}

function CardsSkeleton() {
  return (
    <div className="overview">
      <Skeleton height={208} radius={12} />
      <Skeleton height={208} radius={12} />
    </div>
  )
}
