import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AppError } from '../../src-main/engine/errors.ts'
import { autostartEntry } from '../../src-main/hosts/electron/autostart-entry.ts'
import { crashFacts, createCrashLog } from '../../src-main/hosts/electron/crash-log.ts'
import { menuTemplate } from '../../src-main/hosts/electron/menu-template.ts'
import { readOpenableLink } from '../../src-main/hosts/electron/openable-link.ts'
import { toPlainText } from '../../src-main/hosts/electron/plain-text.ts'
import { en } from '../../src-main/hosts/electron/texts/en.ts'
import { fr } from '../../src-main/hosts/electron/texts/fr.ts'
import { createTexts } from '../../src-main/hosts/electron/texts/texts.ts'
import { placeWindow } from '../../src-main/hosts/electron/window-bounds.ts'
import { emptyFolder } from './desktop-under-test.ts'

describe('the words of the shell', () => {
  it('are the same in both languages, with the same places to fill', () => {
    expect(Object.keys(fr)).toEqual(Object.keys(en))
    const placesIn = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(String).toSorted()
    for (const [key, text] of Object.entries(en)) {
      expect(placesIn(fr[key as keyof typeof en]), key).toEqual(placesIn(text))
      expect(fr[key as keyof typeof en], key).not.toContain("'")
    }
  })

  it('count as the language counts', () => {
    const [english, french] = [createTexts('en-GB'), createTexts('fr-BE')]
    expect([0, 1, 2].map(count => english('waiting', { count }))).toEqual([
      '0 mails wait for you',
      '1 mail waits for you',
      '2 mails wait for you',
    ])
    expect([0, 1, 2].map(count => french('waiting', { count }))).toEqual([
      '0 message vous attend',
      '1 message vous attend',
      '2 messages vous attendent',
    ])
  })

  it('are English where we have no other', () => {
    for (const locale of ['de', 'zh-CN', '']) expect(createTexts(locale)('quit')).toBe('Quit Postdesk')
  })
})

describe('text from a mail, made plain', () => {
  it.each([
    ['is one line', ' a\r\n\tb  c\u2028d ', 'a b c d'],
    ['has nothing invisible', 'a\u200b\u0000\ufeffb\u00ad', 'ab'],
    ['turns no direction', '\u202egpj.exe\u2066\u2069', 'gpj.exe'],
    ['is no markup', '<b>&amp;</b>', '‹b›&amp;‹/b›'],
    ['keeps what people write', 'Ünï 日本語 👩‍🚒?', 'Ünï 日本語 👩🚒?'],
    ['has no half signs', 'a\ud83db', 'ab'],
    [
      'is cut between signs that are seen',
      '👨🏽👨🏽👨🏽👨🏽👨🏽👨🏽👨🏽👨🏽👨🏽👨🏽👨🏽',
      '👨🏽👨🏽👨🏽👨🏽👨🏽👨🏽👨🏽👨🏽👨🏽…',
    ],
  ])('%s', (_what, text, plain) => {
    expect(toPlainText(text, 10 + Number(_what.startsWith('is cut') ? 0 : 30))).toBe(plain)
  })
})

describe('an address that may be opened', () => {
  it.each([
    'https://example.org/',
    'HTTP://EXAMPLE.org',
    'https://xn--mnchen-3ya.de/',
    'mailto:a@b.example?SUBJECT=x&body=y',
  ])('%s is', url => {
    expect(readOpenableLink(url)).toBe(new URL(url).href)
  })
  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'smb://host/share',
    'ms-msdt:/id',
    'vbscript:x',
    'https:example.org@evil.example/',
    'https://user@example.org/',
    'https://:secret@example.org/',
    'java\nscript:alert(1)',
    'https://example.org/\u202egpj',
    ' https://example.org/',
    'https://exa mple.org/',
    'https://',
    'example.org',
    '//example.org/',
    '',
    'mailto:a@b.example?attach=/etc/passwd',
    'mailto:a@b.example?subject=x&Attachment=/etc/passwd',
    `https://example.org/${'é'.repeat(2000)}`,
  ])('%j is not', url => {
    expect(() => readOpenableLink(url)).toThrow(AppError)
  })
})

describe('the place of a window', () => {
  const saved = { x: 100, y: 100, width: 1000, height: 700, maximized: false }
  const main = { x: 0, y: 25, width: 1920, height: 1055 }
  const left = { x: -1920, y: 0, width: 1920, height: 1080 }
  it.each([
    ['is the usual one at first', null, [main], { width: 1280, height: 800 }],
    ['is where it was', saved, [main], { x: 100, y: 100, width: 1000, height: 700 }],
    ['may be on a second screen', { ...saved, x: -900 }, [main, left], { x: -900, y: 100, width: 1000, height: 700 }],
    ['is in the middle when that screen has gone', { ...saved, x: -1900 }, [main], { width: 1000, height: 700 }],
    ['is in the middle when it is below the screen', { ...saved, y: 1070 }, [main], { width: 1000, height: 700 }],
    ['keeps its title bar within reach', { ...saved, y: 0 }, [main], { x: 100, y: 25, width: 1000, height: 700 }],
    ['fits the screen', { ...saved, width: 5000, height: 4000 }, [main], { x: 100, y: 100, width: 1920, height: 1055 }],
    ['is not too small to use', { ...saved, width: 10, height: 10 }, [main], { width: 800, height: 560 }],
    ['needs no screen', saved, [], { width: 1000, height: 700 }],
  ])('%s', (_what, before, screens, place) => {
    expect(placeWindow(before, screens)).toEqual(place)
  })
})

describe('an autostart entry', () => {
  it('quotes what a shell or the entry itself would read', () => {
    expect(autostartEntry(['/opt/a b/x', '--hidden'])).toBe(
      '[Desktop Entry]\nType=Application\nName=Postdesk\nExec="/opt/a b/x" "--hidden"\nTerminal=false\nX-GNOME-Autostart-enabled=true\n',
    )
    expect(autostartEntry(['/o$(x)`y`"%u\\'])).toContain(String.raw`Exec="/o\\$(x)\\${'`'}y\\${'`'}\\"%%u\\\\"`)
  })

  it('is refused for a command that no line can hold', () => {
    expect(() => autostartEntry(['/opt/a\nExec=evil'])).toThrow('line break')
  })
})

describe('the crash log', () => {
  it('keeps the kind of an error and where it was thrown, not what it says', () => {
    const error = new Error('hunter2 of anna@example.org\n    at fake (/mail/body.eml:1:1)')
    const facts = crashFacts(error)
    expect(facts).toMatchObject({ name: 'Error', stack: expect.stringContaining('shell-parts.test.ts') })
    expect(JSON.stringify(facts)).not.toMatch(/hunter2|anna|body\.eml/)
    expect(crashFacts(new AppError('disk-full', 'No room on /home/anna'))).toMatchObject({ code: 'disk-full' })
    expect(crashFacts('hunter2')).toEqual({ name: 'string' })
  })

  it('keeps what an error says about code', () => {
    const facts = crashFacts(new TypeError("Cannot read properties of undefined (reading 'subject')"))
    expect(facts).toMatchObject({ message: "Cannot read properties of undefined (reading 'subject')" })
    expect(crashFacts(new TypeError("Cannot create property 'x' on string 'hunter2'"))).not.toHaveProperty('message')
  })

  it('names no home folder', () => {
    const error = new Error('x')
    error.stack = `Error: x\n    at run (${homedir()}/postdesk/a.js:1:1)`
    expect(crashFacts(error)).toMatchObject({ stack: '    at run (~/postdesk/a.js:1:1)' })
  })

  it('stays small: the old one is kept once, and a circle of errors ends', () => {
    const file = join(emptyFolder(), 'logs', 'crash.log')
    writeLines(file, 300)
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(200)
    writeFileSync(file, 'x'.repeat(300_000))
    writeLines(file, 1)
    expect(statSync(`${file}.1`).size).toBe(300_000)
    expect(statSync(file).size).toBeLessThan(1_000)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    writeFileSync(file, 'y'.repeat(300_000))
    writeLines(file, 1)
    expect(readFileSync(`${file}.1`, 'utf8')).toMatch(/^y/)
  })

  it('never throws', () => {
    const file = join(emptyFolder(), 'a-file')
    writeFileSync(file, '')
    expect(() => writeLines(join(file, 'crash.log'), 1)).not.toThrow()
    expect(existsSync(join(file, 'crash.log'))).toBe(false)
  })

  function writeLines(file: string, count: number): void {
    const log = createCrashLog(file, '1.2.3')
    for (let line = 0; line < count; line += 1) log.write('test', { line })
  }
})

describe('the menu', () => {
  const rolesOf = (platform: NodeJS.Platform, isPackaged: boolean) => {
    const menus = menuTemplate({ platform, isPackaged, texts: createTexts('en') })
    return menus.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu.map(({ role }) => role) : []))
  }
  it.each(['darwin', 'linux', 'win32'] as const)(
    'of %s can copy, paste, zoom, close, quit and say its version',
    platform => {
      for (const role of [
        'copy',
        'paste',
        'selectAll',
        'undo',
        'zoomIn',
        'zoomOut',
        'resetZoom',
        'close',
        'quit',
        'about',
      ]) {
        expect(rolesOf(platform, true)).toContain(role)
      }
    },
  )

  it('of a packaged application neither reloads nor opens developer tools', () => {
    for (const platform of ['darwin', 'linux', 'win32'] as const) {
      expect(rolesOf(platform, true)).not.toContain('reload')
      expect(rolesOf(platform, true)).not.toContain('toggleDevTools')
      expect(rolesOf(platform, false)).toContain('toggleDevTools')
    }
  })

  it('has labels of ours for every item', () => {
    for (const platform of ['darwin', 'linux'] as const) {
      const menus = menuTemplate({ platform, isPackaged: false, texts: createTexts('fr') })
      for (const menu of menus) {
        expect(menu.label).toMatch(/./)
        const items = Array.isArray(menu.submenu) ? menu.submenu : []
        for (const item of items) expect(item.type === 'separator' || item.label).toBeTruthy()
      }
    }
  })
})
