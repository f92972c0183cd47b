/** The languages there are texts for, each by its own name. */
export const LANGUAGES = { en: 'English', fr: 'Français' } as const
export type Language = keyof typeof LANGUAGES

const STORED_AS = 'postdesk.language'

export function isLanguage(code: string): code is Language {
  return Object.hasOwn(LANGUAGES, code)
}

/** What the person chose on this computer; null: follow the system. */
export function chosenLanguage(): Language | null {
  const stored = localStorage.getItem(STORED_AS) ?? ''
  return isLanguage(stored) ? stored : null
}

export function rememberLanguage(language: Language | null): void {
  if (language === null) localStorage.removeItem(STORED_AS)
  else localStorage.setItem(STORED_AS, language)
}

/** The first language of the system that we have; else English. */
export function systemLanguage(): Language {
  const known = navigator.languages.map(tag => tag.split('-')[0] ?? '').find(isLanguage)
  return known ?? 'en'
}

/**
 * For dates and numbers: the region of the system where it speaks the language shown (`fr-CA`), else the language alone.
 */
export function localeFor(language: string): string {
  return navigator.languages.find(tag => tag.split('-')[0] === language) ?? language
}
