import type { FrameLocator, Page } from '@playwright/test'

export type PageWatch = {
  /** Addresses asked for beside the host's own, data: and blob: addresses. */
  readonly strayed: readonly string[]
  readonly dialogs: readonly string[]
  /** Complaints of the browser about what a policy forbade: the guard left something for the policy to do. */
  readonly complaints: readonly string[]
  readonly opened: readonly string[]
  /** Of every frame there is, the unseen ones too. */
  sandboxes(): Promise<readonly (string | null)[]>
  /** What ran in the page or in a frame. */
  ranAnywhere(): Promise<boolean>
}

/** To be called before the page goes anywhere. */
export async function watchPage(page: Page, hostUrl: string): Promise<PageWatch> {
  const own = new URL(hostUrl).origin
  const strayed: string[] = []
  const dialogs: string[] = []
  const complaints: string[] = []
  const opened: string[] = []
  const isOwn = (url: string) => url.startsWith(`${own}/`) || /^(data|blob|about):/.test(url)
  page.on('request', request => {
    if (!isOwn(request.url())) strayed.push(request.url())
  })
  page.on('websocket', socket => {
    if (socket.url() !== `${own.replace('http', 'ws')}/wire`) strayed.push(socket.url())
  })
  page.on('dialog', dialog => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('console', message => {
    if (/refused|blocked|violat/i.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(error.message))
  page.on('download', download => opened.push(download.url()))
  page.context().on('page', other => opened.push(other.url()))
  return {
    strayed,
    dialogs,
    complaints,
    opened,
    async sandboxes() {
      const frames = page.frames().filter(frame => frame.parentFrame() !== null)
      const elements = await Promise.all(frames.map(frame => frame.frameElement()))
      return Promise.all(elements.map(element => element.getAttribute('sandbox')))
    },
    async ranAnywhere() {
      // A frame that a policy kept empty has nothing that could be asked.
      const frames = page.frames().filter(frame => frame === page.mainFrame() || frame.url() === 'about:srcdoc')
      const found = await Promise.all(frames.map(frame => frame.evaluate(() => 'hacked' in self)))
      return found.includes(true)
    },
  }
}

/** Names of elements and attributes in a frame of a mail that are not those of plain words. */
export async function oddThings(mail: FrameLocator): Promise<readonly string[]> {
  return mail.locator('body').evaluate(body => {
    const odd: string[] = []
    const elements =
      /^(a|abbr|b|bdi|big|blockquote|br|center|cite|code|col|colgroup|dd|del|div|dl|dt|em|font|h[1-6]|hr|i|img|ins|kbd|li|main|mark|menu|nav|ol|p|pre|q|s|section|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|time|tr|tt|u|ul|var|wbr)$/
    const attributes =
      /^(align|alt|bgcolor|border|cellpadding|cellspacing|color|colspan|data-(attachment|part|picture|link|misleading|missing)|dir|face|height|lang|nowrap|rowspan|size|span|start|style|title|type|valign|value|width)$/
    for (const element of body.querySelectorAll('*')) {
      if (!elements.test(element.localName) || element.namespaceURI !== 'http://www.w3.org/1999/xhtml') {
        odd.push(element.localName)
      }
      for (const { name, value } of element.attributes) {
        if (
          !attributes.test(name) ||
          (name === 'style' && /[(\\@]|position|transform|animation/.test(value.replace(/rgba?\([\d ,.]*\)/g, '')))
        ) {
          odd.push(`${element.localName} ${name}=${value}`)
        }
        if (name === 'src' && !value.startsWith('data:image/')) odd.push(`src=${value}`)
      }
    }
    return odd
  })
}
