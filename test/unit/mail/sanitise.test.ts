import { describe, expect, it } from 'vitest'
import { htmlToText } from '../../../src-main/engine/mail/html/html-to-text.ts'
import { parseHtml } from '../../../src-main/engine/mail/html/parse-html.ts'
import { sanitise } from '../../../src-main/engine/mail/html/sanitise.ts'

function clean(html: string, pictures: ReadonlyMap<string, string> = new Map()): string {
  return sanitise(parseHtml(html).root, { pictures })
}

describe('sanitised HTML', () => {
  it.each([
    ['a script', 'a<script>alert(1)</script>b', 'ab'],
    ['a script inside a script', '<scr<script>ipt>alert(1)</scr</script>ipt>', 'ipt&gt;alert(1)ipt&gt;'],
    ['a script that never ends', 'a<script>alert(1)', 'a'],
    ['an event handler', '<p onclick="x()">a</p>', '<p>a</p>'],
    ['a handler without quotes after a slash', '<img/onerror=x() src=x>', '<img>'],
    ['svg with everything in it', 'a<svg><script>x</script><a xlink:href="javascript:x">t</a></svg>b', 'ab'],
    ['math', 'a<math><mtext><style><img src=x onerror=x()></style></mtext></math>b', 'ab'],
    ['a style sheet', '<style>p{background:url(x)}</style><p>a</p>', '<p>a</p>'],
    ['a frame', 'a<iframe src="javascript:x"></iframe>b', 'ab'],
    ['a form, not its text', '<form action="https://e.com"><input value="x">a<button>b</button></form>', 'ab'],
    [
      'meta, base and link',
      '<base href="x"><meta http-equiv="refresh" content="0;url=x"><link rel="stylesheet" href="x">a',
      'a',
    ],
    ['comments and conditional ones', 'a<!-- x --><!--[if mso]><p>b</p><![endif]--><![if !vml]>c<![endif]>', 'ac'],
    ['ids and classes', '<p id="app" class="button">a</p>', '<p>a</p>'],
    ['an unknown element, not its text', '<o:p>a</o:p><x-y>b</x-y>', 'ab'],
    ['a comment that hides markup', '<!--><img src=x onerror=x()>-->', '<img>--&gt;'],
    [
      'a formula that is read twice',
      '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=x&gt;">',
      '',
    ],
    ['a drawing that is read twice', '<svg></p><style><a id="</style><img src=1 onerror=x>">', ''],
    ['a template', 'a<template><img src=x onerror=x()></template>b', 'ab'],
    [
      'a picture that a table pushes out',
      '<table><img src=x onerror=x()><tr><td>a</table>',
      '<table><img><tr><td>a</td></tr></table>',
    ],
    ['objects', 'a<object data="data:text/html,x"><embed src="x"></object>b', 'ab'],
    [
      'a target, a ping or a download of its own',
      '<a href="https://e.com/" target="_top" ping="https://e.com/p" download>a</a>',
      '<a href="https://e.com/" target="_blank" rel="noopener noreferrer nofollow">a</a>',
    ],
    ['a form action on a button', '<button formaction="javascript:x()">a</button>', 'a'],
    ['films with a poster', 'a<video poster="https://e.com/p.png" src="x"></video>b', 'ab'],
    [
      'drawings of Outlook',
      'a<v:shape><v:imagedata src="https://e.com/p.png"/></v:shape><w:sdt>b</w:sdt><o:p></o:p>',
      'ab',
    ],
    [
      'noscript as a second grammar',
      `<noscript><p title="</noscript><img src=x onerror=x()>"></noscript>`,
      '<p title="&lt;/noscript&gt;&lt;img src=x onerror=x()&gt;"></p>',
    ],
  ])('has no %s', (_, html, expected) => {
    expect(clean(html)).toBe(expected)
  })

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'java&#x09;script:alert(1)',
    '&#106;avascript:alert(1)',
    '&#0000106avascript:alert(1)',
    '\u0001javascript:alert(1)',
    'vbscript:x',
    'data:text/html,<script>x</script>',
    'file:///etc/passwd',
    '/relative',
    'https:relative',
  ])('has no link to %j', target => {
    expect(clean(`<a href="${target}">a</a>`)).toBe('<a>a</a>')
  })

  it('opens links outside and tells the site nothing', () => {
    expect(clean('<a href="HTTPS://e.com/?a=1&amp;b=2">a</a>')).toBe(
      '<a href="HTTPS://e.com/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow">a</a>',
    )
    expect(clean('<a href="mailto:a@e.com">a</a>')).toContain('href="mailto:a@e.com"')
  })

  it.each([
    ['color:red;position:fixed', 'color:red'],
    ['background:url(https://e.com/x)', ''],
    ['background-image:url(x)', ''],
    ['color:expression(alert(1))', ''],
    ['color:r\\65 d', ''],
    ['color:/**/red', ''],
    ['width:100px;color:rgb(1, 2, 3)', 'width:100px;color:rgb(1, 2, 3)'],
    ['font-family:&quot;Arial&quot;,sans-serif', 'font-family:&quot;Arial&quot;,sans-serif'],
    ['margin-left:-500px', ''],
    ['width:e\\78 pression(alert(1))', ''],
    ['background:u\\72l(https://e.com/x)', ''],
    ['@import &quot;https://e.com/x&quot;;color:red', 'color:red'],
    ['list-style-type:url(x);behavior:url(x);-moz-binding:url(x)', ''],
    ['background:image-set(&quot;https://e.com/x&quot; 1x)', ''],
    ['--x:url(x);background:var(--x)', ''],
    ['color:red;}</style><script>', 'color:red'],
  ])('keeps of the style %j only what changes the look', (style, expected) => {
    expect(clean(`<p style="${style}">a</p>`)).toBe(expected === '' ? '<p>a</p>' : `<p style="${expected}">a</p>`)
  })

  it('keeps the address of remote pictures without loading them', () => {
    expect(clean('<img src="https://e.com/p.gif" srcset="x 2x" width=1>')).toBe(
      '<img width="1" data-remote-src="https://e.com/p.gif">',
    )
    expect(clean('<img src="//e.com/p.gif">')).toBe('<img data-remote-src="https://e.com/p.gif">')
    expect(clean('<td background="https://e.com/p.gif">a</td>')).toBe('<td>a</td>')
  })

  it('shows only pictures of this mail', () => {
    const pictures = new Map([['cid:a@b', 'A@b']])
    expect(clean('<IMG SRC=cid:A@b>', pictures)).toBe('<img src="cid:A@b">')
    expect(clean("<img src='cid:A%40b'>", pictures)).toBe('<img src="cid:A@b">')
    expect(clean('<img src="cid:other"><img src="data:image/png;base64,AA">', pictures)).toBe('<img><img>')
  })

  it('keeps tables, lists, headings and colours', () => {
    const html =
      '<table border="1"><tbody><tr><td colspan="2" bgcolor="#fff">a</td></tr></tbody></table><ol start="3"><li>b</li></ol><h2>c</h2><font color="red">d</font>'
    expect(clean(html)).toBe(html)
  })

  it('closes what the mail left open and escapes text', () => {
    expect(clean('<div><b>a &lt;b&gt; & c')).toBe('<div><b>a &lt;b&gt; &amp; c</b></div>')
  })

  it.each([
    ['10,000 nested blocks', `${'<div>'.repeat(10_000)}deep${'</div>'.repeat(10_000)}`],
    ['200,000 unclosed elements', `${'<b>'.repeat(200_000)}deep`],
    ['100,000 links in one line', `${'<a href="https://e.com/x">t</a>'.repeat(100_000)}deep`],
    ['60,000 unclosed tables', `${'<table><tr><td>'.repeat(60_000)}deep`],
  ])('comes out in linear time for %s', (_, html) => {
    const started = performance.now()
    const { root } = parseHtml(html)
    expect(sanitise(root, { pictures: new Map() })).toContain('deep')
    expect(htmlToText(root)).toContain('deep')
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})

describe('HTML as plain text', () => {
  it.each([
    ['links keep their target', '<a href="https://e.com/x">here</a>', 'here <https://e.com/x>'],
    ['a link that says its target is written once', '<a href="https://e.com/">e.com</a>', 'e.com'],
    ['lists have marks', '<ul><li>a<li>b</ul><ol start=3><li>c</ol>', '- a\n- b\n\n3. c'],
    ['blocks and br break lines', 'a<br>b<div>c</div><div>d</div><p>e</p><p>f</p>', 'a\nb\nc\nd\n\ne\n\nf'],
    ['cells stand side by side', '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\nc'],
    ['pre keeps its lines', '<pre>a\n  b</pre>', 'a\n  b'],
    ['white space collapses', 'a \n  b&nbsp;c', 'a b c'],
    ['hidden text is not there', '<div style="display:none">a</div>b', 'b'],
    ['emoji pictures are emoji', 'a <img src="x" alt="🙂">', 'a 🙂'],
  ])('%s', (_, html, expected) => {
    expect(htmlToText(parseHtml(html).root)).toBe(expected)
  })
})
