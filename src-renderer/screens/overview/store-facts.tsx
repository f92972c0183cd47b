import { useTranslation } from 'react-i18next'
import type { Overview } from '../../../src-preload/contract/entities/host.ts'
import { formatBytes, formatNumber } from '../../components/format.ts'

/** How much is stored, and how much room is left for more. */
export function StoreFacts({ overview }: { readonly overview: Overview }) {
  const { t } = useTranslation()
  const { messages, storeBytes, freeBytes, waiting } = overview
  return (
    <dl className="store-facts" aria-label={t('overview.store')}>
      <Fact name={t('overview.storedMessages')}>{formatNumber(messages)}</Fact>
      <Fact name={t('overview.storeSize')}>{formatBytes(storeBytes)}</Fact>
      <Fact name={t('overview.freeDisk')}>{formatBytes(freeBytes)}</Fact>
      {waiting.toIndex > 0 && <Fact name={t('overview.toIndex')}>{formatNumber(waiting.toIndex)}</Fact>}
    </dl>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="number">{children}</dd>
    </div>
  )
}
