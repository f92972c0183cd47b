import './outgoing.css'
import { IconSend } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ServerActionView } from '../../../src-preload/contract/entities/operations.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ListSkeleton, Loaded } from '../../components/loaded.tsx'
import { Page } from '../../components/page.tsx'
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
    ended: actions.filter(({ state }) => state === 'done' || state === 'cancelled'),
  }
  return (
    <div className="outgoing">
      {(['failed', 'waiting', 'ended'] as const).map(name => {
        const own = sections[name]
        if (own.length === 0) return null
        const heading = t(`outgoing.${name}`, { count: own.length })
        return (
          <section key={name} aria-label={heading}>
            <h2>{heading}</h2>
            <ActionTable label={heading} actions={own} />
          </section>
        )
      })}
    </div>
  )
}
