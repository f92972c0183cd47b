import { useTranslation } from 'react-i18next'
import { CheckStore } from './check-store.tsx'
import { CleanChanges } from './clean-changes.tsx'
import { CopyStore } from './copy-store.tsx'

/** Looking after the store: check, backup, export, cleaner. */
export function Upkeep() {
  const { t } = useTranslation()
  return (
    <section className="form form-section settings-part" aria-labelledby="part-upkeep">
      <h2 id="part-upkeep" tabIndex={-1}>
        {t('settings.upkeep')}
      </h2>
      <CheckStore />
      <CopyStore kind="backup" />
      <CopyStore kind="export" />
      <CleanChanges />
    </section>
  )
}
