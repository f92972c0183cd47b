import { describe, expect, it } from 'vitest'
import { makePng } from '../../fixtures/mail-builder.ts'
import { mailOf } from './reading.ts'

const png = Buffer.from(makePng(200, 100, '#336699')).toString('base64')

type Related = { readonly html: string; readonly picture: string; readonly page?: string; readonly around?: string }

/** HTML and one picture in multipart/related; header lines of each as given. */
function related({ html, picture, page = '', around = '' }: Related): string {
  return [
    'From: jane@example.com',
    'Subject: Picture',
    ...(around === '' ? [] : [around]),
    'Content-Type: multipart/related; boundary=b',
    '',
    '--b',
    ...(page === '' ? [] : [page]),
    'Content-Type: text/html; charset=utf-8',
    '',
    html,
    '--b',
    picture,
    'Content-Transfer-Encoding: base64',
    '',
    png,
    '--b--',
  ].join('\n')
}

const withId = (id: string) => `Content-Type: image/png; name="p.png"\nContent-ID: ${id}`
const at = (location: string) => `Content-Type: image/png\nContent-Location: ${location}`

describe('a picture is shown in place', () => {
  it.each<[string, Related]>([
    ['by its id', { html: '<img src="cid:p1@x">', picture: withId('<p1@x>') }],
    ['by an id in another case', { html: '<img src="CID:P1@X">', picture: withId('<p1@x>') }],
    ['by an id with percent signs', { html: '<img src="cid:p%201%40x">', picture: withId('<p%201@x>') }],
    ['by an id in brackets', { html: '<img src="cid:&lt;p1@x&gt;">', picture: withId('<p1@x>') }],
    ['by an id whose header has no brackets', { html: '<img src="cid:p1@x">', picture: withId('p1@x') }],
    ['by an id whose header says cid:', { html: '<img src="cid:p1@x">', picture: withId('<cid:p1@x>') }],
    [
      'by an unquoted id of Lotus Notes',
      { html: '<img src=cid:_1_0B3F8F600B3F8C4C@x>', picture: withId('<_1_0B3F8F600B3F8C4C@x>') },
    ],
    ['by a bare id', { html: '<img src="_2_0B3F8F60">', picture: withId('<_2_0B3F8F60>') }],
    ['by its file name', { html: '<img src="cid:p.png">', picture: withId('<other@x>') }],
    ['by a bare file name', { html: '<img src="P.png">', picture: withId('<other@x>') }],
    [
      'by an absolute location',
      { html: '<img src="https://e.example/i/p.png">', picture: at('https://e.example/i/p.png') },
    ],
    ['by a relative location', { html: '<img src="i/p.png">', picture: at('i/p.png') }],
    [
      'by a folded location',
      { html: '<img src="https://e.example/i/p.png">', picture: at('https://e.example/\n i/p.png') },
    ],
    [
      'by a relative source and the base of the page',
      {
        html: '<img src="p.png">',
        page: 'Content-Base: https://e.example/i/',
        picture: at('https://e.example/i/p.png'),
      },
    ],
    [
      'by a relative location and a base around both',
      {
        html: '<img src="https://e.example/i/p.png">',
        around: 'Content-Location: https://e.example/i/page.html',
        picture: at('p.png'),
      },
    ],
    [
      'though it is called a stream',
      { html: '<img src="cid:p1@x">', picture: 'Content-Type: application/octet-stream\nContent-ID: <p1@x>' },
    ],
  ])('%s', async (_, mail) => {
    const { attachments, html } = await mailOf(related(mail))
    expect(attachments).toMatchObject([{ shown: true, kept: true }])
    expect(html).toContain(`src="cid:${attachments[0]?.contentId}"`)
  })

  it.each([
    ['an attribute of a table', '<table background="cid:p1@x"><tr><td>a</td></tr></table>'],
    ['a style', '<div style="color:red;background-image: url(\'cid:p1@x\')">a</div>'],
    ['a short style', '<td style="background:#fff url(cid:p1@x) no-repeat">a</td>'],
  ])('behind words, by %s', async (_, html) => {
    const mail = await mailOf(related({ html, picture: withId('<p1@x>') }))
    expect(mail.attachments).toMatchObject([{ shown: true }])
    expect(mail.html).toContain(' src="cid:p1@x"')
    expect(mail.html).not.toContain('url(')
  })
})

describe('a picture stays an attachment', () => {
  it.each<[string, Related]>([
    ['when the body names another id', { html: '<img src="cid:p2@x">', picture: withId('<p1@x>') }],
    ['when the body shows none', { html: '<p>Hi</p>', picture: `${withId('<p1@x>')}\nContent-Disposition: inline` }],
    [
      'when its name stands at the end of a remote address',
      { html: '<img src="https://e.example/p.png">', picture: withId('<p1@x>') },
    ],
  ])('%s', async (_, mail) => {
    const { attachments } = await mailOf(related(mail))
    expect(attachments).toMatchObject([{ kept: true, shown: false }])
  })

  it('when it is none, or one that a browser does not show', async () => {
    const picture = 'Content-Type: image/svg+xml; name=p.svg\nContent-ID: <p1@x>'
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64')
    const { attachments, html } = await mailOf(related({ html: '<img src="cid:p1@x">', picture }).replace(png, svg))
    expect(attachments).toMatchObject([{ name: 'p.svg', kept: true, shown: false }])
    expect(html).toBe('<img>')
  })

  it('when plain text is chosen', async () => {
    const html = related({ html: '<img src="cid:p1@x">', picture: withId('<p1@x>') })
    const part = html.slice(html.indexOf('Content-Type'))
    const raw = `Subject: x\nContent-Type: multipart/alternative; boundary=a\n\n--a\nContent-Type: text/plain\n\nHello\n--a\n${part}\n--a--`
    const mail = await mailOf(raw, { bodyPartsOrder: ['text/plain', 'text/html'] })
    expect(mail).toMatchObject({ format: 'text', text: 'Hello' })
    expect(mail.attachments).toMatchObject([{ name: 'p.png', shown: false, kept: true }])
  })
})
