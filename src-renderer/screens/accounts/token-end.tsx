import { useTranslation } from 'react-i18next'
import type { OauthAccountView } from '../../../src-preload/contract/entities/oauth.ts'
import { formatExact, formatRelative } from '../../components/format.ts'
import { useNow } from '../../stores/now.ts'

/** Until when the token of an account is good, and what comes then. */
export function TokenEnd({ account: { state, expiresAt } }: { readonly account: OauthAccountView }) {
  const { t } = useTranslation()
  const now = Math.max(
    useNow(store => store.now),
    Date.now(),
  )
  if (state === 'signed-out' || expiresAt === null) return <>{t('account.noToken')}</>
  const when = formatRelative(expiresAt, now)
  const isOver = expiresAt <= now
  const isOk = state === 'ok'
  return (
    <time
      className={isOk ? undefined : 'wait'}
      dateTime={new Date(expiresAt).toISOString()}
      title={formatExact(expiresAt)}
    >
      {isOk
        ? isOver
          ? t('account.renewsNext')
          : t('account.renewsBefore', { when })
        : isOver
          ? t('account.ended')
          : t('account.endsForGood', { when })}
    </time>
  )
}
