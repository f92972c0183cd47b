import { useTranslation } from 'react-i18next'
import { sectionNames } from '../../forms/setting-fields.ts'

/** Leads to the parts of a long page; while something is searched, there are none to lead to. */
export function SectionLinks({ isSearching }: { readonly isSearching: boolean }) {
  const { t } = useTranslation()
  const parts = [
    ['window', t('settings.window')],
    ...sectionNames.map(name => [name, t(`settingSection.${name}`)] as const),
    ['upkeep', t('settings.upkeep')],
    ['about', t('settings.about')],
  ] as const
  return (
    <nav className="settings-parts" aria-label={t('settings.parts')}>
      {!isSearching &&
        parts.map(([id, title]) => (
          // A button: the address of the page says which page it is, not which part of it.
          <button key={id} type="button" onClick={() => showPart(id)}>
            {title}
          </button>
        ))}
    </nav>
  )
}

function showPart(id: string): void {
  const heading = document.getElementById(`part-${id}`)
  heading?.scrollIntoView({ block: 'start', behavior: reduced() ? 'auto' : 'smooth' })
  heading?.focus({ preventScroll: true })
}

function reduced(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches
}
