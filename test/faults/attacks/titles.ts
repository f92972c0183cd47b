/** What may be in the place of `$name`, `%s` or `${name}` in a title that a table or a loop fills in. */
const GAP = /\$\{[^}]*\}|\$[\w.]+|%[a-z]/g
const TITLE = /(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g

/** Is there a text in this file that is this test's name, or becomes it? */
export function holdsTitle(source: string, test: string): boolean {
  return [...source.matchAll(TITLE)].some(([, single, double, template]) => {
    const title = (single ?? double ?? template ?? '').replace(/\\(.)/g, '$1')
    if (title === test) return true
    // A title that is nothing but a gap fits everything: such a test is named as it is written.
    return title.replace(GAP, '').length > 5 && fitsTitle(test, title)
  })
}

/** Is this the name of a test, or one that its title becomes? */
export function fitsTitle(test: string, title: string): boolean {
  const [first = '', ...others] = title.split(GAP)
  if (others.length === 0) return test === title
  if (!test.startsWith(first)) return false
  const last = others.pop() ?? ''
  let at = first.length
  for (const piece of others) {
    at = test.indexOf(piece, at)
    if (at < 0) return false
    at += piece.length
  }
  return test.endsWith(last) && test.length - last.length >= at
}
