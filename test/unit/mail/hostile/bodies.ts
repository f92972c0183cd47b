import { type HostileMail, hostileHtml, hostileMail, hostileText } from './hostile-mail.ts'

const many = (count: number, line: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => line(at)).join('')
const encoded = (encoding: string, type: string, text: string) =>
  hostileMail([`Content-Type: ${type}; charset=utf-8`, `Content-Transfer-Encoding: ${encoding}`], text)

export const bodies = {
  '100,000 quoted lines': { make: () => hostileText(`new\n\n${many(100_000, at => `> line ${at}\n`)}`) },
  'a quote 100,000 deep': {
    make: () => hostileText(`new\n\n${'>'.repeat(100_000)} deep\n${many(2_000, at => `${'>'.repeat(at)} x\n`)}`),
  },
  '100,000 lines that may introduce a quote': {
    make: () => hostileText(many(100_000, at => `On Monday ${at} somebody wrote:\n\n`)),
  },
  '100,000 answers between quotes': { make: () => hostileText(many(100_000, at => `> asked ${at}\nanswer ${at}\n`)) },
  '200,000 empty lines': { make: () => hostileText(`new${'\n'.repeat(200_000)}end`) },
  'a line of 3 million blanks': { make: () => hostileText(`new ${' '.repeat(3_000_000)}x`) },
  '50,000 header blocks that are none': { make: () => hostileText(many(50_000, at => `From: a ${at}\nSent: b\n`)) },
  '20,000 lines of underscores': { make: () => hostileText(many(20_000, () => `${'_'.repeat(70)}\n\n`)) },
  '100,000 soft breaks of format=flowed': {
    make: () => hostileMail(['Content-Type: text/plain; charset=utf-8; format=flowed'], 'word \n'.repeat(100_000)),
  },
  'quoted-printable of soft breaks only': {
    make: () => encoded('quoted-printable', 'text/plain', `new${'=\n'.repeat(2_000_000)}end`),
  },
  'base64 of 30 MB on one line': {
    make: () => encoded('base64', 'text/plain', Buffer.alloc(22_500_000, 'new text ').toString('base64')),
  },
  'base64 in a million pieces': { make: () => encoded('base64', 'text/plain', 'YQ==\n'.repeat(1_000_000)) },
  'base64 of padding': { make: () => encoded('base64', 'text/plain', `YWJj${'='.repeat(10_000_000)}YWJj`) },
  'uuencoded files without end': { make: () => hostileText('begin 644 a.txt\n#86)C\n'.repeat(200_000)) },
  '200 uuencoded files': { make: () => hostileText(many(5_000, at => `begin 644 a${at}.txt\n#86)C\n\`\nend\n\n`)) },
  'a charset that is shifted a million times': {
    make: () => hostileMail(['Content-Type: text/plain; charset=iso-2022-jp'], '\x1b$B!!\x1b(B'.repeat(1_000_000)),
  },
  'UTF-7 of a million shifts': {
    make: () => hostileMail(['Content-Type: text/html; charset=utf-7'], '+ADw-b+AD4-'.repeat(500_000)),
  },
  '1 MB of unclosed blocks': { make: () => hostileHtml(`new${'<div>'.repeat(200_000)}`) },
  '1 MB of ends without beginning': { make: () => hostileHtml(`new${'</div></p></b>'.repeat(70_000)}`) },
  'a million attributes': { make: () => hostileHtml(`<p ${many(1_000_000, at => ` a${at}=1`)}>new</p>`) },
  '200,000 elements with ten attributes each': {
    make: () => hostileHtml(`new${'<b a=1 b=2 c=3 d=4 e=5 f=6 g=7 h=8 i=9 j=0>x</b>'.repeat(200_000)}`),
  },
  'a style of 3 MB': { make: () => hostileHtml(`<p style="${'color:red;'.repeat(300_000)}">new</p>`) },
  '20,000 elements with styles of 3,900 characters': {
    make: () => hostileHtml(`new${`<p style="${'color:red;'.repeat(390)}">x</p>`.repeat(2_000)}`),
  },
  'a class of 3 MB': {
    make: () => hostileHtml(`<p class="${'a '.repeat(1_500_000)}" id="${'x_'.repeat(500_000)}">new</p>`),
  },
  '200,000 entities': {
    make: () => hostileHtml(`new${'&#x41;&amp;&notit;&CounterClockwiseContourIntegral;&'.repeat(200_000)}`),
  },
  '60,000 tables inside each other': { make: () => hostileHtml(`new${'<table><tr><td>'.repeat(60_000)}deep`) },
  '5,000 quotes inside each other': {
    make: () => hostileHtml(`new${'<blockquote class="gmail_quote">'.repeat(5_000)}deep`),
  },
  '20,000 quotes beside each other': {
    make: () => hostileHtml(`new${many(20_000, at => `<div>answer ${at}</div><blockquote>quote ${at}</blockquote>`)}`),
  },
  'borders inside borders': {
    make: () =>
      hostileHtml(`new${'<div style="border:none;border-top:solid 1pt">'.repeat(3_000)}${'x '.repeat(500_000)}`),
  },
  '100,000 comments': { make: () => hostileHtml(`new${'<!-- x --><!--[if mso]>y<![endif]-->'.repeat(100_000)}`) },
  'a comment that never ends': { make: () => hostileHtml(`new${'<!--'.repeat(500_000)}`) },
  '500,000 signs that may begin an element': { make: () => hostileHtml(`new${'<'.repeat(500_000)}`) },
  'a link of 3 MB': { make: () => hostileHtml(`<a href="https://example.com/${'a'.repeat(3_000_000)}">new</a>`) },
  '100,000 pictures': { make: () => hostileHtml(`new${many(100_000, at => `<img src="cid:p${at}@x">`)}`) },
  '300,000 line breaks in a row': { make: () => hostileHtml(`new${'<br>'.repeat(300_000)}end`) },
  'a script that never ends': { make: () => hostileHtml(`new<script>${'</scrip'.repeat(300_000)}`) },
} satisfies Readonly<Record<string, HostileMail>>
