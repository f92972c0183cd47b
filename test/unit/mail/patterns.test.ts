import { describe, expect, it } from 'vitest'
import { compilePattern } from '../../../src-main/engine/mail/patterns/compile-pattern.ts'
import { PatternRunner } from '../../../src-main/engine/mail/patterns/pattern-runner.ts'
import { runBounded } from '../../../src-main/engine/mail/patterns/run-bounded.ts'

function matchOf(pattern: string, text: string): string | null {
  const compiled = compilePattern(pattern)
  if (!compiled.ok) throw new Error(compiled.message)
  return compiled.regexp.exec(text)?.[0] ?? null
}

describe('a pattern as administrators paste it', () => {
  it.each([
    ['slashes and a flag', '/ticket/i', 'My TICKET', 'TICKET'],
    ['bars', '|a\\|b|', 'a|b', 'a|b'],
    ['hashes', '#R-\\d+#', 'see R-12', 'R-12'],
    ['tildes', '~x/y~', 'x/y', 'x/y'],
    ['curly brackets', '{a{2}}', 'caat', 'aa'],
    ['round brackets', '(R-\\d+)i', 'r-7', 'r-7'],
    ['no delimiter at all', 'R-\\d{3}', 'R-123', 'R-123'],
    ['no delimiter and an anchor', '^Re: .*', 'Re: x', 'Re: x'],
    ['an escaped delimiter', '/a\\/b/', 'a/b', 'a/b'],
    ['\\R for every line end', '/a\\Rb/', 'a\r\nb', 'a\r\nb'],
    ['\\h for every blank', '/a\\h+b/', 'a \u00a0b', 'a \u00a0b'],
    ['\\h in brackets', '/[\\h,]+x/', ', x', ', x'],
    ['\\A in a multi-line pattern', '/\\Ab/m', 'a\nb', null],
    ['\\z refuses a last line end', '/a\\z/', 'a\n', null],
    ['\\Z allows a last line end', '/a\\Z/', 'a\n', 'a'],
    ['$ allows a last line end', '/a$/', 'a\n', 'a'],
    ['$ stands at every line end with m', '/^a$/m', 'b\na\nc', 'a'],
    ['. stops at the line end', '/a.+/', 'ab\nc', 'ab'],
    ['. goes on with s', '/a.+/s', 'ab\nc', 'ab\nc'],
    ['blanks and comments with x', '/a b # note\n c/x', 'abc', 'abc'],
    ['ungreedy with U', '/a+/U', 'aaa', 'a'],
    ['greedy again with U and ?', '/a+?/U', 'aaa', 'aaa'],
    ['a named group of Python', '/(?P<n>\\d)(?P=n)/', '1233', '33'],
    ['a named group in quotes and \\k{}', "/(?'n'\\d)\\k{n}/", '1233', '33'],
    ['flags inside', '/(?i)abc/', 'ABC', 'ABC'],
    ['an umlaut without case', '/ÄRGER/i', 'ärger', 'ärger'],
    ['a hyphen after a class', '/[\\w-]+/', 'a-b', 'a-b'],
    ['a closing bracket first', '/[]x]+/', 'x]', 'x]'],
    ['a POSIX class', '/[[:alpha:]]+/', '1äb2', 'äb'],
    ['a script', '/\\p{Greek}+/', 'aλ', 'λ'],
    ['a code point', '/\\x{e9}\\x41/', 'éA', 'éA'],
    ['a quoted run', '/\\Qa.b*\\E/', 'a.b*', 'a.b*'],
    ['needless escapes', '/\\"\\-\\:\\é/', '"-:é', '"-:é'],
    ['a lone brace', '/a{b}/', 'a{b}', 'a{b}'],
    ['a possessive sign', '/"[^"]*+"/', 'x "y" z', '"y"'],
    ['an atomic group gives nothing back', '/(?>a+)ab/', 'aaab', null],
    ['a comment', '/a(?#note)b/', 'ab', 'ab'],
    ['a flag from the middle on', '/a(?i)b/', 'Ab aB', 'aB'],
    ['a flag to the end of its group', '/(a(?i)b)c/', 'aBC aBc', 'aBc'],
    ['the opposite of a POSIX class', '/[[:^digit:]]+/', '1ab2', 'ab'],
    ['\\H', '/\\H+/', ' ab\u00a0', 'ab'],
    ['square brackets around it', '[R-\\d+]', 'R-7', 'R-7'],
    ['angle brackets around it', '<R-\\d+>i', 'r-7', 'r-7'],
    ['a PHP literal', "'/\\\\RFrom: .+\\\\R/m',", 'x\r\nFrom: y\r\n', '\r\nFrom: y\r\n'],
    ['doubled backslashes', '/\\\\bR-\\\\d+\\\\b/', 'see R-12.', 'R-12'],
    ['a backslash that is meant', '/C:\\\\x\\d/', 'C:\\x1', 'C:\\x1'],
    ['\\TO: of the well-known list', '/\\TO:.+\\RCC:/m', 'x\nTO: a\nCC: b', '\nTO: a\nCC:'],
  ])('understands %s', (_, pattern, text, expected) => {
    expect(matchOf(pattern, text)).toBe(expected)
  })

  it.each([
    ['an unknown escape', '/\\I:.+/', '\\I'],
    ['\\K', '/a\\Kb/', '(?<=…)'],
    ['a flag in the middle that changes blanks', '/a(?x)b/', 'beginning'],
    ['a flag before an alternative', '/a(?i)b|c/', 'beginning'],
    ['an unknown flag', '/a/k', 'flag k'],
    ['recursion', '/a(?R)?b/', '(?R'],
    ['a conditional', '/(a)?(?(1)b|c)/', '(?('],
    ['an open bracket', '/(a/', 'never closed'],
    ['a closed one too many', '/a)/', 'no partner'],
    ['nothing to repeat', '/*a/', 'Nothing'],
    ['an empty pattern', '  ', 'empty'],
    ['a backslash at the end', '/a\\\\\\/', 'backslash'],
  ])('refuses %s in words', (_, pattern, word) => {
    const compiled = compilePattern(pattern)
    expect(compiled.ok).toBe(false)
    expect(compiled.ok ? '' : compiled.message).toContain(word)
  })
})

describe('patterns on a mail', () => {
  it('give the whole match and each group that took part', () => {
    const hit = new PatternRunner().firstHit(['/x/', '/\\b([RI])-(\\d+)(z)?/'], 'see R-12')
    expect(hit).toEqual({ pattern: '/\\b([RI])-(\\d+)(z)?/', groups: ['R-12', 'R', '12'] })
  })

  it('find the earliest match, whichever pattern it belongs to', () => {
    expect(new PatternRunner().earliest(['/c/', '/b/'], 'abc')).toEqual({ pattern: '/b/', index: 1, length: 1 })
  })

  it('stop one that never ends, warn, and try the others', () => {
    const runner = new PatternRunner()
    const started = performance.now()
    const hits = runner.hits(['/x/', '/^(a+)+$/', '/b$/'], `${'a'.repeat(40)}xb`)
    expect(hits.map(hit => hit.pattern)).toEqual(['/x/', '/b$/'])
    expect(runner.warnings).toEqual(['The pattern /^(a+)+$/ ran out of time and counts as not matching.'])
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  it('are skipped with a warning when they do not compile', () => {
    const runner = new PatternRunner()
    expect(runner.firstHit(['/(/', '/a/'], 'a')?.pattern).toBe('/a/')
    expect(runner.warnings[0]).toContain('/(/')
  })

  it('pass an error of the job itself on', () => {
    const fails = () => {
      throw new Error('broken job')
    }
    expect(() => runBounded(fails, 100)).toThrow('broken job')
  })
})
