import { Button } from '@mantine/core'
import { IconHelpCircle, IconMailOff, IconMailOpened, IconPlayerPause } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { InboxSummary } from '../../../src-preload/contract/entities/inbox.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { conditionOf } from '../../components/state-mark.tsx'

type NoMessagesProps = {
  /** Null while it is asked for. */
  readonly inbox: InboxSummary | null
  readonly onFirstLook: () => void
  readonly onCheck: () => void
}

const SHAPE = { size: 40, stroke: 1.2, 'aria-hidden': true } as const

/** An empty mailbox, and why it is empty. */
export function NoMessages({ inbox, onFirstLook, onCheck }: NoMessagesProps) {
  const { t } = useTranslation()
  const check = (
    <Button variant="default" onClick={onCheck}>
      {t('inbox.checkNow')}
    </Button>
  )
  const condition = inbox === null ? 'well' : conditionOf(inbox)
  // Paused or not: without the answer nothing of it would be processed.
  switch (condition === 'paused' && inbox?.awaitsFirstLook ? 'firstLook' : condition) {
    case 'firstLook':
      return (
        <EmptyState
          icon={<IconHelpCircle {...SHAPE} />}
          title={t('inbox.emptyFirstLook')}
          advice={t('inbox.emptyFirstLookAdvice')}
        >
          <Button onClick={onFirstLook}>{t('inbox.firstLookGo')}</Button>
        </EmptyState>
      )
    case 'failing':
      return (
        <EmptyState
          icon={<IconMailOff {...SHAPE} />}
          title={t('inbox.emptyFailing')}
          advice={t('inbox.emptyFailingAdvice')}
        >
          {check}
        </EmptyState>
      )
    case 'paused':
      return (
        <EmptyState
          icon={<IconPlayerPause {...SHAPE} />}
          title={t('inbox.emptyPaused')}
          advice={t('inbox.emptyPausedAdvice')}
        >
          {check}
        </EmptyState>
      )
    case 'well':
    case 'checking':
    case 'unchecked':
      return (
        <EmptyState icon={<IconMailOpened {...SHAPE} />} title={t('inbox.empty')} advice={t('inbox.emptyAdvice')}>
          {check}
        </EmptyState>
      )
  }
}
