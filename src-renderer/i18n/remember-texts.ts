import type { i18n as I18n } from 'i18next'

type Translate = (key: unknown, ...options: unknown[]) => unknown
type GetFixedT = (lng?: unknown, ...more: unknown[]) => Translate

/**
 * Looks a text up once a language when nothing is put into it. i18next needs 50 to 100 µs a text, and a page of rows
 * asks for hundreds of them in one frame.
 */
export function rememberTexts(i18n: I18n): void {
  const texts = new Map<string, unknown>()
  const getFixedT = i18n.getFixedT.bind(i18n) as unknown as GetFixedT
  const remembering: GetFixedT = (lng, ...more) => {
    const translate = getFixedT(lng, ...more)
    if (lng !== undefined && lng !== null) return translate
    const remembered: Translate = (key, ...options) => {
      if (typeof key !== 'string' || options.length > 0) return translate(key, ...options)
      const place = `${i18n.language} ${key}`
      if (!texts.has(place)) texts.set(place, translate(key))
      return texts.get(place)
    }
    return Object.assign(remembered, translate)
  }
  i18n.getFixedT = remembering as unknown as I18n['getFixedT']
}
