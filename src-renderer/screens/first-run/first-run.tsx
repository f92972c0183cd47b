import './first-run.css'
import { ActionIcon, Alert, Button, Progress } from '@mantine/core'
import {
  IconArchive,
  IconBolt,
  IconClock,
  IconCopy,
  IconMailPlus,
  IconPlayerPlay,
  IconTerminal2,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ForeignText } from '../../components/foreign-text.tsx'
import { Page } from '../../components/page.tsx'
import { toast, toastFailure } from '../../components/toast.ts'
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
          note={
            <>
              <IconClock size={14} aria-hidden /> {t('firstRun.mailboxNote')}
            </>
          }
        >
          <Button variant="default" component="a" href={addressOf.newInbox}>
            {t('firstRun.mailboxGo')}
          </Button>
        </Card>
        <RestoreCard />
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
    <Card
      isFirst
      icon={<IconPlayerPlay size={28} stroke={1.5} />}
      title={t('firstRun.sample')}
      text={t('firstRun.sampleText')}
      note={
        <>
          <IconBolt size={14} aria-hidden /> {t('firstRun.sampleNote')}
        </>
      }
    >
      {run.phase === 'failed' && (
        <Alert color="red" role="alert">
          <ForeignText whole>{run.message}</ForeignText>
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

const RESTORE = 'postdesk restore FILE'

function RestoreCard() {
  const { t } = useTranslation()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(RESTORE)
      toast(t('common.copied'))
    } catch {
      toastFailure(RESTORE)
    }
  }
  return (
    <Card
      icon={<IconArchive size={28} stroke={1.5} />}
      title={t('firstRun.restore')}
      text={t('firstRun.restoreText')}
      note={
        <>
          <IconTerminal2 size={14} aria-hidden /> {t('firstRun.restoreNote')}
        </>
      }
    >
      <div className="first-run-command">
        <code>{RESTORE}</code>
        <ActionIcon variant="subtle" color="gray" size={34} aria-label={t('firstRun.copyCommand')} onClick={copy}>
          <IconCopy size={16} />
        </ActionIcon>
      </div>
    </Card>
  )
}

type CardProps = {
  readonly icon: ReactNode
  readonly title: string
  readonly text: string
  /** What it takes. */
  readonly note: ReactNode
  readonly isFirst?: boolean
  readonly children: ReactNode
}

function Card({ icon, title, text, note, isFirst = false, children }: CardProps) {
  return (
    <section className="panel first-run-card" data-first={isFirst} aria-label={title}>
      <div className="first-run-icon">{icon}</div>
      <h2>{title}</h2>
      <p>{text}</p>
      <div className="first-run-note">{note}</div>
      <div className="stack first-run-go">{children}</div>
    </section>
  )
}
