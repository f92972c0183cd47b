import { describe, expect, it } from 'vitest'
import { pointPictures } from '../../../src-main/engine/mail/html/point-pictures.ts'

describe('pictures of a mail', () => {
  const ids = new Map([
    ['one@mail', 4],
    ['a&b"c<d>', 5],
  ])

  it.each([
    ['points at the attachment', '<p><img src="cid:one@mail" alt="x"></p>', '<p><img data-attachment="4" alt="x"></p>'],
    [
      'each of several',
      '<img src="cid:one@mail"><img src="cid:one@mail">',
      '<img data-attachment="4"><img data-attachment="4">',
    ],
    ['with an id that needs escapes', '<img src="cid:a&amp;b&quot;c&lt;d&gt;">', '<img data-attachment="5">'],
    ['loses its source when the part is not there', '<img src="cid:two@mail" alt="y">', '<img alt="y">'],
    ['in text stays text', '<p>src="cid:one@mail"</p>', '<p>src="cid:one@mail"</p>'],
    ['of another kind stays', '<img src="https://example.org/x.png">', '<img src="https://example.org/x.png">'],
  ])('%s', (_name, html, expected) => {
    expect(pointPictures(html, 'data-attachment', ids)).toBe(expected)
  })

  it('leave the html as it is where the mail has none', () => {
    expect(pointPictures('<img src="cid:one@mail">', 'data-part', new Map())).toBe('<img src="cid:one@mail">')
  })
})
