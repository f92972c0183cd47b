/**
 * The reader writes each picture of the mail as `src="cid:…"`, and nothing else in that form. Points each at what holds
 * its bytes, by `attribute="N"`; a picture whose part is not there loses its source.
 */
export function pointPictures(
  html: string,
  attribute: 'data-attachment' | 'data-part',
  byContentId: ReadonlyMap<string, number>,
): string {
  if (byContentId.size === 0) return html
  return html.replace(/ src="cid:([^"]*)"/g, (_, contentId: string) => {
    const at = byContentId.get(decodeAttribute(contentId))
    return at === undefined ? '' : ` ${attribute}="${at}"`
  })
}

/** The content ids of the pictures that such HTML shows. */
export function picturesIn(html: string): ReadonlySet<string> {
  return new Set([...html.matchAll(/ src="cid:([^"]*)"/g)].map(([, contentId = '']) => decodeAttribute(contentId)))
}

function decodeAttribute(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#96;', '`')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
