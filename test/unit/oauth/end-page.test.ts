import { describe, expect, it } from 'vitest'
import { makeEndPage } from '../../../src-main/engine/oauth/end-page.ts'

describe('the end page', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['fr', 'fr'],
    ['fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5', 'fr'],
    ['de, fr;q=0.4, en;q=0.8', 'en'],
    ['en;q=0.1, fr;q=0.2', 'fr'],
    ['de', 'en'],
    ['fr;q=0', 'en'],
    ['fr;q=nonsense', 'en'],
  ])('for Accept-Language %j is in %s', (header, language) => {
    expect(makeEndPage('done', header).html).toContain(`<html lang="${language}">`)
  })

  it('shows what a server said as text, never as a page', () => {
    const { html } = makeEndPage('failed', 'en', `<script>alert(1)</script> "x" & 'y'`)
    expect(html).not.toContain('<script')
    expect(html).toContain('&#60;script&#62;')
  })

  it.each([
    ['done', 200],
    ['failed', 200],
    ['over', 410],
    ['unknown', 400],
  ] as const)('says what to do next when the sign-in is %s', (kind, status) => {
    for (const language of ['en', 'fr']) {
      const page = makeEndPage(kind, language)
      expect(page.status).toBe(status)
      expect(page.html).toMatch(/Postdesk/)
      expect(page.html).toMatch(/Close this page|Fermez cette page/)
    }
  })
})
