import { describe, expect, test } from 'vitest'
import { en } from '../../../src-renderer/i18n/en/index.ts'
import { fr } from '../../../src-renderer/i18n/fr/index.ts'

type Texts = { readonly [key: string]: string | Texts }

/** Words that are the same in both languages, so that a text may be the same. */
const SAME =
  /^(Postdesk|Tickets?|Incident|Message|Messages|Sources?|Type|Port|Date|Actions?|Organisations?|Description|Impact|Conversation|Public|Trace|Cc|Message-ID|Image|Images|Notes?|Version|IMAP|POP3|TLS|STARTTLS|INBOX|Ctrl|Pages|Maildir|mbox|Total|Principal|Support|Documentation|Origine?|Titre|pixels|Contacts?|Agent|Services?|Solution|E-mail|Assistance|Active|Inactive|Google|Microsoft 365|\W+|\{\{.*\}\}.*)$/

function flatten(texts: Texts, path = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[path + key, value] as const] : [...flatten(value, `${path}${key}.`)],
    ),
  )
}

const PLURAL = /_(zero|one|two|few|many|other)$/
const english = flatten(en)
const french = flatten(fr)
const bare = (texts: ReadonlyMap<string, string>) => new Set([...texts.keys()].map(key => key.replace(PLURAL, '')))
const gaps = (text: string) => [...text.matchAll(/\{\{-?\s*(\w+)/g)].map(match => match[1]).sort()

describe('French', () => {
  test('has every text that English has, and no other', () => {
    const [here, there] = [bare(english), bare(french)]
    expect([...here].filter(key => !there.has(key))).toEqual([])
    expect([...there].filter(key => !here.has(key))).toEqual([])
  })

  test('has the plural forms of French wherever there is a number', () => {
    const counted = [...english.keys()].filter(key => key.endsWith('_other')).map(key => key.replace(PLURAL, ''))
    const wanted = counted.flatMap(key => ['_one', '_many', '_other'].map(form => key + form))
    expect(wanted.filter(key => !french.has(key))).toEqual([])
  })

  test('fills in the same things', () => {
    const odd = [...french].filter(([key, text]) => {
      const own = english.get(key) ?? english.get(key.replace(PLURAL, '_other')) ?? ''
      const [mine, theirs] = [new Set(gaps(text)), new Set(gaps(own))]
      // "One mail" may be said without its number.
      if (key.endsWith('_one')) theirs.delete('count')
      return [...theirs].some(gap => !mine.has(gap)) || [...mine].some(gap => !theirs.has(gap) && gap !== 'count')
    })
    expect(odd.map(([key]) => key)).toEqual([])
  })

  test('is French', () => {
    const same = [...french].filter(([key, text]) => english.get(key) === text && !SAME.test(text))
    expect(same.map(([key, text]) => `${key}: ${text}`)).toEqual([])
  })

  test('is set as French is: curly apostrophes, a space before a colon or a question mark', () => {
    const odd = [...french].filter(
      ([, text]) => /\p{L}'\p{L}/u.test(text) || /\p{L}[?!;]/u.test(text) || /\p{L}: /u.test(text),
    )
    expect(odd.map(([key, text]) => `${key}: ${text}`)).toEqual([])
  })
})
