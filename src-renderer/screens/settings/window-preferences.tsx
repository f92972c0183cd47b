import { Select, Switch, useMantineColorScheme } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DesktopPreferences } from '../../../src-preload/contract/entities/host.ts'
import { call } from '../../bridge/bridge.ts'
import { attempt } from '../../components/toast.ts'
import { switchLanguage } from '../../i18n/i18n.ts'
import { chosenLanguage, isLanguage, LANGUAGES } from '../../i18n/languages.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { desktopPreferences, hostCapabilities } from '../../stores/queries.ts'

/** What holds for this window on this computer; in force at once. */
export function WindowPreferences() {
  const { t } = useTranslation()
  const hasDesktop = useQuery(hostCapabilities, {}).data?.desktopPreferences ?? false
  return (
    <section className="form form-section settings-part" aria-labelledby="part-window">
      <h2 id="part-window" tabIndex={-1}>
        {t('settings.window')}
      </h2>
      <p className="dimmed">{t('settings.windowHelp')}</p>
      <LanguageChoice />
      <SchemeChoice />
      {hasDesktop && <DesktopSwitches />}
    </section>
  )
}

function LanguageChoice() {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState(chosenLanguage)
  return (
    <Select
      className="form-short"
      label={t('settings.language')}
      allowDeselect={false}
      value={chosen ?? 'system'}
      data={[
        { value: 'system', label: t('settings.followSystem') },
        ...Object.entries(LANGUAGES).map(([value, label]) => ({ value, label })),
      ]}
      onChange={value => {
        const language = value !== null && isLanguage(value) ? value : null
        setChosen(language)
        void switchLanguage(language)
      }}
    />
  )
}

function SchemeChoice() {
  const { t } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Select
      className="form-short"
      label={t('settings.scheme')}
      allowDeselect={false}
      value={colorScheme}
      data={[
        { value: 'auto', label: t('settings.followSystem') },
        { value: 'light', label: t('settings.light') },
        { value: 'dark', label: t('settings.dark') },
      ]}
      onChange={value => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}
    />
  )
}

const DESKTOP = ['startAtLogin', 'keepRunning', 'notifyErrors', 'notifyTickets'] as const

function DesktopSwitches() {
  const { t } = useTranslation()
  const query = useQuery(desktopPreferences, {})
  const [wanted, setWanted] = useState<Partial<DesktopPreferences>>({})
  if (!query.data) return null
  const values = { ...query.data, ...wanted }
  const change = async (name: keyof DesktopPreferences, value: boolean) => {
    setWanted(before => ({ ...before, [name]: value }))
    const saved = await attempt(
      () => call('desktop.savePreferences', { values: { [name]: value } }),
      () => t('common.saved'),
    )
    if (saved === null) setWanted(before => ({ ...before, [name]: !value }))
    query.refresh()
  }
  return DESKTOP.map(name => (
    <Switch
      key={name}
      label={t(`settings.desktop.${name}`)}
      description={t(`settings.desktop.${name}Help`)}
      checked={values[name]}
      onChange={event => void change(name, event.currentTarget.checked)}
    />
  ))
}
