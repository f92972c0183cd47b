import { createInstance } from 'i18next'
import { expect, it, vi } from 'vitest'
import { rememberTexts } from '../../../src-renderer/i18n/remember-texts.ts'

async function twoLanguages() {
  const i18n = createInstance()
  await i18n.init({
    lng: 'en',
    resources: {
      en: { translation: { open: 'Open', of: '{{count}} of them' } },
      fr: { translation: { open: 'Ouvert', of: '{{count}} parmi eux' } },
    },
  })
  const asked = vi.spyOn(i18n, 't')
  rememberTexts(i18n)
  // As react-i18next asks: whatever language is on.
  const t = (key: string, options?: object) =>
    (i18n.getFixedT as unknown as (lng?: string) => (...words: unknown[]) => string)()(
      ...(options ? [key, options] : [key]),
    )
  return { i18n, t, asked }
}

it('a plain text is looked up once, by whoever asks', async () => {
  const { t, asked } = await twoLanguages()
  expect([t('open'), t('open'), t('open')]).toEqual(['Open', 'Open', 'Open'])
  expect(asked).toHaveBeenCalledTimes(1)
})

it('another language has its own text, and the first one is found again', async () => {
  const { i18n, t } = await twoLanguages()
  expect(t('open')).toBe('Open')
  await i18n.changeLanguage('fr')
  expect(t('open')).toBe('Ouvert')
  await i18n.changeLanguage('en')
  expect(t('open')).toBe('Open')
})

it('a text with something in it is made each time', async () => {
  const { t } = await twoLanguages()
  expect([t('of', { count: 1 }), t('of', { count: 2 })]).toEqual(['1 of them', '2 of them'])
})

it('who asks for a language gets that one', async () => {
  const { i18n, t } = await twoLanguages()
  expect(t('open')).toBe('Open')
  const french = (i18n.getFixedT as unknown as (lng: string) => (key: string) => string)('fr')
  expect(french('open')).toBe('Ouvert')
})
