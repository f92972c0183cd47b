import './first-run.css'
import { Alert, Button, Progress } from '@mantine/core'
import { IconArchive, IconMailPlus, IconPlayerPlay } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '../../components/page.tsx'
import { toast } from '../../components/toast.ts'
import { addressOf, goTo } from '../../navigation.ts'
import { runSample, useSampleRun } from '../../stores/sample-run.ts'

/** What a desk without inboxes shows: three ways to begin. */
export function FirstRun({ sampleOffered }: { readonly sampleOffered: boolean }) {
  const { t } = useTranslation()
  return (
    <Page title={t('firstRun.title')} below={t('firstRun.below')}>
      <div className="first-run">
        {sampleOffered && <SampleCard />}
        <Card
          icon={<IconMailPlus size={28} stroke={1.5} />}
          title={t('firstRun.mailbox')}
          text={t('firstRun.mailboxText')}
        >
          <Button variant="default" component="a" href={addressOf.newInbox}>
            {t('firstRun.mailboxGo')}
          </Button>
        </Card>
        <Card
          icon={<IconArchive size={28} stroke={1.5} />}
          title={t('firstRun.restore')}
          text={t('firstRun.restoreText')}
        >
          <code>postdesk restore</code>
          <Button variant="default" disabled>
            {t('firstRun.notYet')}
          </Button>
        </Card>
      </div>
    </Page>
  )
}

function SampleCard() {
  const { t } = useTranslation()
  const run = useSampleRun(store => store.run)
  const start = async () => {
    const result = await runSample()
    if (!result) return
    toast(t('firstRun.sampleDone', { count: result.created }), t('firstRun.sampleDoneTitle', { count: result.new }))
    goTo(addressOf.tickets)
  }
  return (
    <Card icon={<IconPlayerPlay size={28} stroke={1.5} />} title={t('firstRun.sample')} text={t('firstRun.sampleText')}>
      {run.phase === 'failed' && (
        <Alert color="red" role="alert">
          {run.message}
        </Alert>
      )}
      {run.phase === 'running' && (
        <div className="stack" role="status">
          <Progress value={100} animated aria-label={t('firstRun.sampleRunning')} />
          <span className="small dimmed">{t('firstRun.sampleProgress', { count: run.decided })}</span>
        </div>
      )}
      <Button onClick={start} loading={run.phase === 'running'}>
        {t('firstRun.sampleGo')}
      </Button>
    </Card>
  )
}

type CardProps = {
  readonly icon: ReactNode
  readonly title: string
  readonly text: string
  readonly children: ReactNode
}

function Card({ icon, title, text, children }: CardProps) {
  return (
    <section className="panel first-run-card">
      <div className="first-run-icon">{icon}</div>
      <h2>{title}</h2>
      <p>{text}</p>
      <div className="stack first-run-go">{children}</div>
    </section>
  )
}
