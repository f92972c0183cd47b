import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../components/format.ts'
import { Moment } from '../../components/moment.tsx'

const COUNTED_MS = 100_000

/** When an inbox is checked again: counting down once it is near. */
export function NextCheck({ at }: { readonly at: number }) {
  const { t } = useTranslation()
  const [now, setNow] = useState(Date.now)
  const leftMs = at - now
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  if (leftMs > COUNTED_MS) return <Moment at={at} />
  if (leftMs <= 0) return <>{t('overview.anyMoment')}</>
  const seconds = Math.ceil(leftMs / 1_000)
  return <span className="number">{t('overview.inSeconds', { count: seconds, number: formatNumber(seconds) })}</span>
}
