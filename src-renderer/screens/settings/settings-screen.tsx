import '../../forms/forms.css'
import './settings.css'
import { Skeleton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Loaded } from '../../components/loaded.tsx'
import { Page } from '../../components/page.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { useQuery } from '../../stores/create-query-store.ts'
import { settings } from '../../stores/queries.ts'
import { About } from './about.tsx'
import { SectionLinks } from './section-links.tsx'
import { SettingsForm } from './settings-form.tsx'
import { Upkeep } from './upkeep.tsx'
import { WindowPreferences } from './window-preferences.tsx'

/** Settings of the whole desk, of this window, and the upkeep of the store. */
export function SettingsScreen() {
  const { t } = useTranslation()
  const query = useQuery(settings, {})
  const [search, setSearch] = useState('')
  const isSearching = search !== ''
  return (
    <Page
      title={t('frame.settings')}
      below={t('settings.below')}
      actions={<SearchField label={t('settings.search')} onSearch={setSearch} />}
    >
      <div className="settings">
        <SectionLinks isSearching={isSearching} />
        <div className="settings-column">
          {!isSearching && <WindowPreferences />}
          <Loaded query={query} skeleton={<FormSkeleton />}>
            {stored => <SettingsForm stored={stored} search={search} />}
          </Loaded>
          {!isSearching && (
            <>
              <Upkeep />
              <About />
            </>
          )}
        </div>
      </div>
    </Page>
  )
}

function FormSkeleton() {
  return (
    <div className="form">
      {[1, 2, 3, 4].map(row => (
        <div key={row} className="stack">
          <Skeleton height={12} width={160} />
          <Skeleton height={36} width={320} />
          <Skeleton height={10} width={480} />
        </div>
      ))}
    </div>
  )
}
