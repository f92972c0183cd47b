import { describe, expect, it } from 'vitest'
import { foldText } from '../../../src-main/engine/store/fold-text.ts'

describe('text as it is searched and sorted', () => {
  it.each([
    ['Printer ON Fire', 'printer on fire'],
    ['ÉTÉ à Kraków', 'ete a krakow'],
    ['Straße, Größl', 'strasse, grossl'],
    ['Łódź ØRSTED Œuvre', 'lodz orsted oeuvre'],
    ['İstanbul ıspanak', 'istanbul ispanak'],
    ['Dvořáková\u0301', 'dvorakova'],
    ['ΣΕΛΊΔΑ', 'σελιδα'],
    ['会議室 ☕', '会議室 ☕'],
    ['ﬁle Ⅻ', 'file xii'],
    ['', ''],
    ['\ud800', '\ud800'],
  ])('%j is %j', (text, wanted) => {
    expect(foldText(text)).toBe(wanted)
  })
})
