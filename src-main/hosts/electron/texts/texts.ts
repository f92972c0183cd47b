import { createInstance } from 'i18next'
import { en } from './en.ts'
import { fr } from './fr.ts'

type WithoutPlural<K extends string> = K extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : K
/** A sentence of the shell by its name, plural endings left out. */
export type TextKey = WithoutPlural<keyof typeof en>
export type Texts = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string

const resources = { en: { translation: en }, fr: { translation: fr } }

/** The shell's words in the language of the system; English where we have no other. */
export function createTexts(locale: string): Texts {
  const i18n = createInstance()
  // Values are names and subjects from mail: shown as they are, never read as a text with places to fill.
  void i18n.init({
    lng: locale,
    fallbackLng: 'en',
    resources,
    initAsync: false,
    interpolation: { escapeValue: false, skipOnVariables: true },
  })
  // Typed by `TextKey`: i18next's own types speak of the renderer's texts where both are compiled together.
  const translate = i18n.t as (key: string, values: object) => string
  return (key, values = {}) => translate(key, values)
}
