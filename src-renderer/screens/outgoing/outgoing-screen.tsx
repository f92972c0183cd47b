import './outgoing.css'
import { Button } from '@mantine/core'
import { IconArrowBackUp, IconRefresh, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServerActionView } from '../../../src-preload/contract/entities/operations.ts'
import { call } from '../../bridge/bridge.ts'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ListSkeleton, Loaded } from '../../components/loaded.tsx'
import { Page } from '../../components/page.tsx'
import { attempt } from '../../components/toast.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { serverActions } from '../../stores/queries.ts'
import { ActionTable } from './action-table.tsx'

/** As many as one answer holds: what failed long ago must not hide behind what was done since. */
const MOST = 1000

/** What waits to be done on mail servers, what could not be done, and what was. */
export function OutgoingScreen() {
  const { t } = useTranslation()
  const query = useQuery(serverActions, { limit: MOST })
  return (
    <Page title={t('outgoing.title')} below={t('outgoing.below')}>
      <Loaded query={query} skeleton={<ListSkeleton rows={6} />}>
        {actions =>
          actions.length === 0 ? (
            <EmptyState
              icon={<IconSend size={40} stroke={1.2} aria-hidden />}
              title={t('outgoing.none')}
              advice={t('outgoing.noneAdvice')}
            />
          ) : (
            <Sections actions={actions} />
          )
        }
      </Loaded>
      <p className="dimmed outgoing-quiet">{t('outgoing.noMail')}</p>
    </Page>
  )
}

/** What needs a person first, then what still can be taken back, then the past. */
function Sections({ actions }: { readonly actions: readonly ServerActionView[] }) {
  const { t } = useTranslation()
  const sections = {
    failed: actions.filter(({ state }) => state === 'failed'),
    waiting: actions.filter(({ state }) => state === 'waiting').sort((one, other) => one.dueAt - other.dueAt),
    ended: actions
      .filter(({ state }) => state === 'done' || state === 'cancelled')
      .sort((one, other) => (other.endedAt ?? 0) - (one.endedAt ?? 0)),
  }
  return (
    <div className="outgoing">
      {(['failed', 'waiting', 'ended'] as const).map(name => {
        const own = sections[name]
        if (own.length === 0) return null
        const heading = t(`outgoing.${name}`, { count: own.length })
        return (
          <section key={name} aria-label={heading}>
            <div className="row outgoing-head">
              <h2>{heading}</h2>
              {name === 'failed' && <RetryAll actions={own} />}
              {name === 'waiting' && <UndoAll actions={own} />}
            </div>
            <ActionTable label={heading} actions={own} />
          </section>
        )
      })}
    </div>
  )
}

type AllProps = { readonly actions: readonly ServerActionView[] }

/** One is tried again by its own button. */
function RetryAll({ actions }: AllProps) {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const count = actions.filter(({ canRetry }) => canRetry).length
  if (count < 2) return null
  const retry = async () => {
    setBusy(true)
    await attempt(
      () => call('actions.retryAll', {}),
      ({ retried }) => t('outgoing.retriedAll', { count: retried }),
    )
    setBusy(false)
  }
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconRefresh size={14} aria-hidden />}
      loading={busy}
      onClick={retry}
    >
      {t('outgoing.retryAll')}
    </Button>
  )
}

function UndoAll({ actions }: AllProps) {
  const { t } = useTranslation()
  if (actions.length < 2) return null
  const undo = () =>
    attempt(
      () => call('actions.cancelAll', {}),
      ({ cancelled }) => t('outgoing.undoneAll', { count: cancelled }),
    )
  return (
    <ConfirmButton
      size="xs"
      leftSection={<IconArrowBackUp size={14} aria-hidden />}
      verb={t('outgoing.undoAllVerb', { count: actions.length })}
      sentence={t('outgoing.undoAllSentence', { count: actions.length })}
      onConfirm={undo}
    >
      {t('outgoing.undoAll')}
    </ConfirmButton>
  )
}
