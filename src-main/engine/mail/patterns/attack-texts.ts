/**
 * Texts that a pattern of this kind fails on only after much searching: its own literal pieces and members of its
 * classes, repeated, with an end that does not fit. Made from the source of the JavaScript RegExp, by reading it as
 * text: a wrong guess costs one harmless try.
 */
export function attackPumps(source: string): readonly string[] {
  const pieces = new Set<string>()
  const bare = source
    .replace(/\(\?(?::|=|!|<=|<!|<\w+>|[a-z-]+:)/g, '(')
    .replace(/\{\d*,?\d*\}/g, '+')
    .replace(/\\k<\w+>/g, '')
  const atoms = [
    ...bare.matchAll(/\\u\{[0-9a-f]+\}|\\x[0-9a-f]{2}|\\[pP]\{[^}]*\}|\[(?:\\.|[^\]\\])*\]|\\.|[^()[\]\\|*+?^$]/gi),
  ]
  const members = atoms.map(atom => memberOf(atom[0])).filter(member => member !== '')
  for (const member of members) pieces.add(member)
  for (const [index, member] of members.entries()) {
    const next = members[index + 1]
    if (next !== undefined) pieces.add(member + next)
  }
  // Whole branches and groups: `(abc|abd)+` is slow on `abcabc…` only.
  for (const group of bare.matchAll(/\(([^()]{2,60})\)/g)) {
    for (const branch of (group[1] ?? '').split('|')) {
      const text = [...branch.matchAll(/\\u\{[0-9a-f]+\}|\\x[0-9a-f]{2}|\[(?:\\.|[^\]\\])*\]|\\.|[^[\]\\*+?^$]/gi)]
        .map(atom => memberOf(atom[0]))
        .join('')
      if (text !== '') pieces.add(text)
    }
  }
  for (const usual of ['a', ' ', '0', '\n', '_']) pieces.add(usual)
  return [...pieces].slice(0, 40)
}

const candidates = ['a', '0', ' ', 'Z', '_', '-', '\n', '\t', '.', ':', '@', '"', '>', 'é', '\r']

/** One character that the atom matches, '' where it is an assertion or matches none of the usual ones. */
function memberOf(atom: string): string {
  if (/^\\[bB]$/.test(atom)) return ''
  if (atom === '.') return 'a'
  if (atom.length === 1) return atom
  try {
    const regexp = new RegExp(`^${atom}$`, 'u')
    const literal = atom.startsWith('[') ? (/[\p{L}\p{N}]/u.exec(atom.replace(/\\./g, ''))?.[0] ?? '') : atom.slice(1)
    return [literal, ...candidates].find(candidate => candidate.length === 1 && regexp.test(candidate)) ?? ''
  } catch {
    return ''
  }
}
