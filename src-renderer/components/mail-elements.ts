/** Plain elements; every other one goes and leaves its content. */
const ALLOWED = new Set(
  [
    'a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn',
    'dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark menu nav ol',
    'p pre q rp rt ruby s samp section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul',
    'var wbr',
  ]
    .join(' ')
    .split(' '),
)
/** Gone with all that they hold: programs, other documents, drawings that may hold programs, what is no content. */
const DROPPED = new Set(
  [
    'script style title svg math template iframe frame frameset noframes noembed noscript object embed applet portal',
    'fencedframe audio video canvas map select datalist textarea xmp plaintext listing xml',
  ]
    .join(' ')
    .split(' '),
)
const ATTRIBUTES: ReadonlyMap<string, RegExp> = new Map([
  ...attributes('align valign dir', /^[a-z]{1,10}$/i),
  ...attributes('width height', /^\d{1,4}(px|%)?$/),
  ...attributes('colspan rowspan span cols', /^\d{1,3}$/),
  ...attributes('border cellpadding cellspacing size start value', /^[+-]?\d{1,4}$/),
  ...attributes('bgcolor color', /^[\w#(), .%-]{1,40}$/),
  ...attributes('lang type', /^[\w-]{1,40}$/),
  ...attributes('nowrap reversed', /^/),
  ...attributes('alt title', /^[\s\S]{0,2000}$/),
  ...attributes('face', /^[^()\\]{0,200}$/),
])

export function fateOf(name: string): 'kept' | 'unwrapped' | 'dropped' {
  if (ALLOWED.has(name)) return 'kept'
  return DROPPED.has(name) ? 'dropped' : 'unwrapped'
}

export function isAllowedAttribute(name: string, value: string): boolean {
  return ATTRIBUTES.get(name)?.test(value) ?? false
}

function attributes(names: string, fits: RegExp): readonly (readonly [string, RegExp])[] {
  return names.split(' ').map(name => [name, fits] as const)
}
