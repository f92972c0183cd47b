import { describe, expect, it } from 'vitest'
import { parseAddresses } from '../../../src-main/engine/mail/read/addresses.ts'

describe('an address', () => {
  it.each([
    ['with blanks around its dots, as RFC 822 allowed', 'jdoe@test  . example', '', 'jdoe@test.example'],
    ['by way of a relay', 'Mary <@node.example:mary@example.net>', 'Mary', 'mary@example.net'],
    ['with comments inside', 'Pete(A \\) chap) <pete(his)@silly.example(host)>', 'Pete', 'pete@silly.example'],
    ['with quotes of its own', '"jane doe"@example.com', '', '"jane doe"@example.com'],
    ['in two pairs of brackets', '<<a@b.example>>', '', 'a@b.example'],
    ['behind a quote that never closes', 'Foo" <a@b.example>', 'Foo', 'a@b.example'],
    ['in the form that Outlook shows', 'Jane [mailto:jane@example.com]', 'Jane', 'jane@example.com'],
    ['of an international domain in ASCII', 'Li <li@xn--bcher-kva.example>', 'Li', 'li@bücher.example'],
    ['of a domain that only looks like one', 'li@xn--a.b_c.example', '', 'li@xn--a.b_c.example'],
  ])('is read %s', (_, header, name, address) => {
    expect(parseAddresses(header)).toEqual([{ name, address }])
  })

  it('ends where the next one begins, after a quoted local part too', () => {
    expect(parseAddresses('"a b"@x.example, "C, D" <c@d.example>')).toEqual([
      { name: '', address: '"a b"@x.example' },
      { name: 'C, D', address: 'c@d.example' },
    ])
  })

  it('is found in linear time in a hostile header', () => {
    const started = performance.now()
    for (const header of [
      '"'.repeat(60_000),
      '<'.repeat(60_000),
      `a@b${' .'.repeat(30_000)}`,
      '[mailto:'.repeat(8_000),
    ])
      parseAddresses(header)
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})
