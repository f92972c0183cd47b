import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInstance, type TFunction } from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import { cutRuleWords } from '../../../src-renderer/components/cut-rule-words.ts'
import { en } from '../../../src-renderer/i18n/en/index.ts'
import { deliveryStatusWords } from '../../../src-renderer/screens/message/delivery-status-words.ts'

let t: TFunction
beforeAll(async () => {
  const resources = { en: { translation: en } }
  t = await createInstance().init({ lng: 'en', resources, interpolation: { escapeValue: false } })
})

describe('the rule that cut a quote', () => {
  test.each([
    ['gmail-quote', 'Gmail quote'],
    ['attribution', '“… wrote:” line'],
    ['html-tags-to-remove div', 'tag “div” of the settings'],
    ['delimiter /^-- $/', 'delimiter /^-- $/'],
    ['multiline-delimiter /\\nVon: .+/i', 'delimiter /\\nVon: .+/i'],
  ])('%s has words', (rule, words) => {
    expect(cutRuleWords(t, rule)).toBe(words)
  })

  test('has words for every rule that the reader knows', () => {
    const folder = resolve(import.meta.dirname, '../../../src-main/engine/mail/new-part')
    const sources = readdirSync(folder).map(file => readFileSync(join(folder, file), 'utf8'))
    const rules = sources.flatMap(source => [...source.matchAll(/\brule(?::| =) '([a-z-]+)'/g)].map(([, rule]) => rule))
    expect(rules.length).toBeGreaterThan(5)
    expect(rules.filter(rule => !Object.hasOwn(en.cutRule, rule ?? ''))).toEqual([])
  })

  test.each(['a-rule-of-tomorrow', 'toString', '__proto__', ''])('%j is shown by its own text', rule => {
    expect(cutRuleWords(t, rule)).toBe(rule)
  })
})

describe('the status of a delivery', () => {
  test.each([
    ['5.1.1', 'address unknown'],
    ['4.2.2', 'mailbox full'],
    ['5.7.26', 'refused by a rule'],
    ['5.1.99', 'address trouble'],
    ['5.0.0', ''],
    ['2.9.1', ''],
    ['550 no such user', ''],
    ['5.1.1.1', ''],
  ])('%s means “%s”', (status, words) => {
    expect(deliveryStatusWords(t, status)).toBe(words)
  })
})
