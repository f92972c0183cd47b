import { escapeText } from './sanitise.ts'

/** What a person typed as plain text: blank lines part paragraphs, other line ends stay, and so do indents. */
export function textToParagraphs(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n(?:[ \t]*\n)+/)
    .map(paragraph => paragraph.replace(/^\n+/, '').trimEnd())
    .filter(paragraph => paragraph !== '')
    .map(paragraph => `<p>${paragraph.split('\n').map(writeLine).join('<br>')}</p>`)
    .join('\n')
}

/** HTML swallows blanks at the start of a line and all but one in a row. */
function writeLine(line: string): string {
  return escapeText(line.replaceAll('\t', '    ')).replace(/^ | (?= )/g, '&nbsp;')
}
