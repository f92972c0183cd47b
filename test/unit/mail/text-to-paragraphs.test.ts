import { expect, it } from 'vitest'
import { textToParagraphs } from '../../../src-main/engine/mail/html/text-to-paragraphs.ts'

it.each([
  ['one line', '<p>one line</p>'],
  ['two\nlines', '<p>two<br>lines</p>'],
  ['a paragraph\n\nanother\r\n \t\r\n\r\nthird', '<p>a paragraph</p>\n<p>another</p>\n<p>third</p>'],
  ['\n\n  \n', ''],
  ['', ''],
  ['<b onclick="x()">& so</b>', '<p>&lt;b onclick="x()"&gt;&amp; so&lt;/b&gt;</p>'],
  ['first\n  indented   wide', '<p>first<br>&nbsp; indented&nbsp; &nbsp;wide</p>'],
  ['a\tb', '<p>a&nbsp; &nbsp; b</p>'],
])('makes tidy paragraphs of %j', (text, html) => {
  const shown = textToParagraphs(text)
  expect(shown.replaceAll('&nbsp;', ' ')).toBe(html.replaceAll('&nbsp;', ' '))
  // As a browser shows it, no blank is lost.
  expect(shown).not.toMatch(/ {2}|<br> |<p> /)
})
