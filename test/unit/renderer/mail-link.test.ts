import { describe, expect, it } from 'vitest'
import { partsOfTarget, readLink } from '../../../src-renderer/components/mail-link.ts'

describe('a link of a mail', () => {
  it.each([
    ['https://example.org/a b', 'https://example.org/a%20b'],
    ['  HTTP://EXAMPLE.org  ', 'http://example.org/'],
    ['https://mün.example/', 'https://xn--mn-xka.example/'],
    ['https://аpple.example/', 'https://xn--pple-43d.example/'],
    ['mailto:desk@example.org?subject=x', 'mailto:desk@example.org?subject=x'],
    ['ht\ntp://example.org/', 'http://example.org/'],
  ])('%j leads to %j', (href, target) => {
    expect(readLink('text', href)?.target).toBe(target)
  })

  it.each([
    'javascript:alert(1)',
    'JaVa\tScript:alert(1)',
    '\u0001javascript:alert(1)',
    'vbscript:x',
    'data:text/html,x',
    'blob:https://example.org/1',
    'file:///etc/passwd',
    'smb://host/share',
    'about:blank',
    '//example.org/',
    '/settings',
    '#top',
    'https://',
    '',
  ])('%j leads nowhere', href => {
    expect(readLink('text', href)).toBeNull()
  })

  it.each([
    ['https://bank.example/login', 'https://evil.example/login', true],
    ['bank.example', 'https://evil.example/', true],
    ['www.bank.example/login', 'https://bank.example.evil.test/login', true],
    ['https://bank.example/', 'https://bank.example@evil.example/', true],
    ['shop.co.uk', 'https://evil.co.uk/', true],
    ['desk@example.org', 'mailto:eve@example.org', true],
    ['www.shop.example', 'https://click.shop.example/t?u=1', false],
    ['https://example.org/', 'http://www.example.org/other', false],
    ['www.shop.co.uk', 'https://news.shop.co.uk/', false],
    ['Desk@example.org', 'mailto:desk@example.org', false],
    ['our terms', 'https://evil.example/', false],
    ['see README.md for more', 'https://example.org/', false],
    ['', 'https://example.org/', false],
  ])('whose text is %j and that leads to %j misleads: %s', (text, href, misleading) => {
    expect(readLink(text, href)?.misleading).toBe(misleading)
  })
})

describe('of an address', () => {
  it.each([
    ['https://example.org/a', 'https://', 'example.org', '/a'],
    [
      'https://bank.example@evil.example:8080/bank.example',
      'https://bank.example@',
      'evil.example:8080',
      '/bank.example',
    ],
    ['mailto:desk@example.org?cc=x@example.org', 'mailto:', 'desk@example.org', '?cc=x@example.org'],
    ['mailto:?subject=x', 'mailto:?subject=x', '', ''],
  ])('%j the place stands out', (target, before, place, after) => {
    expect(partsOfTarget(target)).toEqual({ before, place, after })
  })
})
