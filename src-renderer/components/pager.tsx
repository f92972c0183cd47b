import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatNumber } from './format.ts'

type PagerProps = {
  readonly offset: number
  readonly page: number
  readonly total: number
  readonly onChange: (offset: number) => void
}

/** `1–200 of 1,256`, with the way to the others; nothing when all are shown. */
export function Pager({ offset, page, total, onChange }: PagerProps) {
  const { t } = useTranslation()
  if (total <= page) return null
  const last = Math.min(offset + page, total)
  return (
    <nav className="row" style={{ justifyContent: 'flex-end', marginTop: 16 }} aria-label={t('pager.label')}>
      <span className="dimmed">
        {t('pager.range', { from: formatNumber(offset + 1), to: formatNumber(last), total: formatNumber(total) })}
      </span>
      <Button size="xs" variant="default" disabled={offset === 0} onClick={() => onChange(Math.max(0, offset - page))}>
        {t('pager.previous')}
      </Button>
      <Button size="xs" variant="default" disabled={last >= total} onClick={() => onChange(offset + page)}>
        {t('pager.next')}
      </Button>
    </nav>
  )
}
