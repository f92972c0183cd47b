import { IconArrowUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ViewList } from '../stores/view-list-store.ts'

/** What came in while somebody reads: told, not pushed between his rows. */
export function NewsBar<Row extends { readonly id: string }, Query>({ list }: { readonly list: ViewList<Row, Query> }) {
  const { t } = useTranslation()
  const arrived = list.useState(state => state.arrived)
  const left = list.useState(state => state.left)
  if (arrived === 0 && left === 0) return null
  return (
    <button type="button" className="view-news" onClick={() => list.refresh(arrived > 0)}>
      {arrived > 0 && <IconArrowUp size={14} aria-hidden />}
      {arrived > 0 ? t('lists.arrived', { count: arrived }) : t('lists.left', { count: left })}
    </button>
  )
}
