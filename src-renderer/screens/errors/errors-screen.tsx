import { Button } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { MessageRow } from '../../../src-preload/contract/entities/message.ts'
import { call } from '../../bridge/bridge.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ForeignText } from '../../components/foreign-text.tsx'
import { ListSkeleton, Loaded } from '../../components/loaded.tsx'
import { Moment } from '../../components/moment.tsx'
import { Page } from '../../components/page.tsx'
import { Pager } from '../../components/pager.tsx'
import { attempt } from '../../components/toast.ts'
import { addressOf } from '../../navigation.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { messages } from '../../stores/queries.ts'

const MOST = 1000

/** Everything that waits for a person, over all inboxes, grouped by its cause. */
export function ErrorsScreen() {
  const { t } = useTranslation()
  const query = useQuery(messages, { states: ['error'], limit: MOST })
  return (
    <Page title={t('errors.title')} below={t('errors.below')}>
      <Loaded query={query} skeleton={<ListSkeleton rows={4} />}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <EmptyState
              icon={<IconCircleCheck size={40} stroke={1.2} />}
              title={t('errors.none')}
              advice={t('errors.noneAdvice')}
            />
          ) : (
            <div className="stack" style={{ gap: 24 }}>
              {[...Map.groupBy(rows, causeOf)].map(([cause, group]) => (
                <ErrorGroup key={cause} cause={cause} rows={group} />
              ))}
              <Pager offset={0} page={MOST} total={total} onChange={() => {}} />
            </div>
          )
        }
      </Loaded>
    </Page>
  )
}

/** Reasons that differ only in the address, number or name they speak of have one cause. */
function causeOf({ reason, fromAddress }: MessageRow): string {
  const own = fromAddress === '' ? reason : reason.replaceAll(fromAddress, '…')
  return own.replace(/\S+@\S+[^\s.]/g, '…').replace(/\d+/g, '#')
}

function ErrorGroup({ cause, rows }: { readonly cause: string; readonly rows: readonly MessageRow[] }) {
  const { t } = useTranslation()
  const retry = () =>
    attempt(
      () => call('messages.process', { ids: rows.map(row => row.id) }),
      ({ changed, refused }) =>
        refused[0]
          ? t('inbox.someRefused', { changed, count: refused.length, reason: refused[0].reason })
          : t('errors.retried', { count: changed }),
    )
  const headline = rows.length === 1 ? (rows[0]?.reason ?? cause) : cause
  return (
    <section className="panel" style={{ padding: '12px 16px 4px' }} aria-label={headline}>
      <div className="row" style={{ marginBottom: 8 }}>
        <h2 style={{ flex: 1, minWidth: 0 }}>
          <ForeignText whole>{headline}</ForeignText>
        </h2>
        <span className="dimmed">{t('errors.count', { count: rows.length })}</span>
        <Button size="xs" variant="default" onClick={retry}>
          {t('errors.retry', { count: rows.length })}
        </Button>
      </div>
      <table className="list">
        <colgroup>
          <col style={{ width: 112 }} />
          <col style={{ width: '30%' }} />
          <col />
        </colgroup>
        <thead className="visually-hidden">
          <tr>
            <th>{t('inbox.received')}</th>
            <th>{t('inbox.from')}</th>
            <th>{t('inbox.subject')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.id}>
              <td className="dimmed">
                <Moment at={row.receivedAt} />
              </td>
              <td title={row.fromAddress}>
                <ForeignText>{row.fromName || row.fromAddress}</ForeignText>
              </td>
              <td>
                <a className="list-open" href={addressOf.message(row.id)}>
                  <ForeignText>{row.subject || t('mail.noSubject')}</ForeignText>
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
