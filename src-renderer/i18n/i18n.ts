import { createInstance } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en/index.ts'
import { fr } from './fr/index.ts'
import { isolate } from './isolate.ts'
import { chosenLanguage, type Language, localeFor, rememberLanguage, systemLanguage } from './languages.ts'
import { rememberTexts } from './remember-texts.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof en }
  }
}

/** All texts of the screens. React escapes what is put into them; i18next only keeps its direction apart. */
export const i18n = createInstance()
await i18n.use(initReactI18next).init({
  lng: chosenLanguage() ?? systemLanguage(),
  fallbackLng: 'en',
  resources: { en: { translation: en }, fr: { translation: fr } },
  interpolation: { escape: isolate },
})
rememberTexts(i18n)
document.documentElement.lang = i18n.language

/** Null follows the system. Remembered on this computer. */
export async function switchLanguage(language: Language | null): Promise<void> {
  rememberLanguage(language)
  await i18n.changeLanguage(language ?? systemLanguage())
  document.documentElement.lang = i18n.language
}

/** For `Intl`. */
export function currentLocale(): string {
  return localeFor(i18n.language)
}
