import { app, type Event, type WebContents } from 'electron'
import { START_ADDRESS } from './app-protocol.ts'

/** Every page, whoever made it, goes nowhere and opens nothing. To be called before the first one is made. */
export function guardPages(): void {
  app.enableSandbox()
  app.on('web-contents-created', (_event, contents) => guard(contents))
}

function guard(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-attach-webview', event => event.preventDefault())
  contents.on('will-navigate', event => {
    // The page may load itself again.
    if (event.url.split('#', 1)[0] !== START_ADDRESS) event.preventDefault()
  })
  contents.on('will-redirect', event => event.preventDefault())
  contents.on('will-frame-navigate', event => {
    if (!event.isMainFrame) refuseInFrame(event)
  })
}

/** The frame of a mail loads its own text once; a link in it leads nowhere. */
function refuseInFrame(event: Event<{ readonly url: string }>): void {
  if (event.url !== 'about:srcdoc' && event.url !== 'about:blank') event.preventDefault()
}
