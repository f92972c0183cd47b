import { useTranslation } from 'react-i18next'
import type { Cause } from '../../../src-preload/contract/entities/message-views.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { formatExact, formatRelative } from '../../components/format.ts'
import { Moment } from '../../components/moment.tsx'
import { MessageStateMark } from '../../components/state-mark.tsx'
import { addressOf } from '../../navigation.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { useNow } from '../../stores/now.ts'
import { inboxes } from '../../stores/queries.ts'
import { isNamedCause, nameOfCause } from './cause-name.ts'
import { CauseRemedies } from './cause-remedies.tsx'

/** One cause: how many it stopped, since when, whose mail it was, and what helps. */
export function CauseCard({ cause }: { readonly cause: Cause }) {
  const { t } = useTranslation()
  const now = Math.max(
    useNow(state => state.now),
    Date.now(),
  )
  const { code, count, oldestAt, newestAt, reason } = cause
  const name = nameOfCause(t, cause)
  const heading = t('errors.heading', { cause: name, count })
  return (
    <section className="panel cause" aria-label={name}>
      <div className="cause-head">
        <h2>{code === '' ? <bdi>{heading}</bdi> : <a href={addressOf.cause(code)}>{<bdi>{heading}</bdi>}</a>}</h2>
        <span className="small dimmed cause-when">
          <MessageStateMark state={cause.state} />
          {count === 1 ? (
            <Moment at={newestAt} />
          ) : (
            <>
              <span title={formatExact(oldestAt)}>{t('errors.oldest', { when: formatRelative(oldestAt, now) })}</span>
              <span title={formatExact(newestAt)}>{t('errors.newest', { when: formatRelative(newestAt, now) })}</span>
            </>
          )}
        </span>
      </div>
      <CauseRemedies cause={cause} />
      <dl className="facts cause-facts">
        {isNamedCause(code) && (
          <>
            <dt>{t('errors.reason')}</dt>
            <dd>
              <ForeignText whole>{reason}</ForeignText>
            </dd>
          </>
        )}
        <dt>{t('errors.senders')}</dt>
        <dd>
          <Senders cause={cause} />
        </dd>
        <dt>{t('errors.inboxes')}</dt>
        <dd>
          <InboxNames ids={cause.inboxIds} />
        </dd>
      </dl>
    </section>
  )
}

function Senders({ cause: { senders, senderCount } }: { readonly cause: Cause }) {
  const { t } = useTranslation()
  const others = senderCount - senders.length
  return (
    <span className="cause-names">
      {senders.map(({ name, address, count }) => (
        <span key={`${address} ${name}`} className="cause-name" title={address}>
          <ForeignText>{name || address || t('errors.noSender')}</ForeignText>
          {count > 1 && <span className="dimmed number">{t('errors.senderCount', { count })}</span>}
        </span>
      ))}
      {others > 0 && <span className="dimmed">{t('errors.moreSenders', { count: others })}</span>}
    </span>
  )
}

function InboxNames({ ids }: { readonly ids: readonly string[] }) {
  const known = useQuery(inboxes, {}).data ?? []
  return (
    <span className="cause-names">
      {known
        .filter(({ id }) => ids.includes(id))
        .map(({ id, name }) => (
          <a key={id} href={addressOf.inbox(id)} className="cause-name">
            <ForeignText>{name}</ForeignText>
          </a>
        ))}
    </span>
  )
}
