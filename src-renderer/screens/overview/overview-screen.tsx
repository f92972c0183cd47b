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
import { hostStatus, inboxes } from '../../stores/queries.ts'
import { useSampleRun } from '../../stores/sample-run.ts'
import { FirstRun } from '../first-run/first-run.tsx'
import { InboxCard } from './inbox-card.tsx'

/** Is all well, and where not, why: one card an inbox. With no inbox yet: the ways to begin. */
export function OverviewScreen() {
  const { t } = useTranslation()
  const list = useQuery(inboxes, {})
  const status = useQuery(hostStatus, {})
  const sampleRuns = useSampleRun(store => store.run.phase !== 'idle')
  if (list.data?.length === 0 || sampleRuns) return <FirstRun sampleOffered={status.data?.sampleOffered ?? true} />
  return (
    <Page title={t('overview.title')} below={<Below />} actions={<Actions />}>
      <Loaded query={list} skeleton={<CardsSkeleton />}>
        {data => (
          <div className="overview">
            {data.map(inbox => (
              <InboxCard key={inbox.id} inbox={inbox} />
            ))}
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function Below() {
  const { t } = useTranslation()
  const status = useQuery(hostStatus, {})
  if (!status.data) return <>&nbsp;</>
  return <>{status.data.polling ? t('overview.polling') : t('overview.notPolling')}</>
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

function CardsSkeleton() {
  return (
    <div className="overview">
      <Skeleton height={208} radius={12} />
      <Skeleton height={208} radius={12} />
    </div>
  )
}
