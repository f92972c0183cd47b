import { join } from 'node:path'
import { app, Menu, nativeImage, Tray } from 'electron'
import { places } from './places.ts'
import type { Texts } from './texts/texts.ts'
import type { TrayMark, TrayStatus } from './tray-status.ts'

export type TrayActions = {
  readonly open: (place?: string) => void
  readonly checkAll: () => void
  readonly pause: (paused: boolean) => void
  readonly quit: () => void
}

export type DeskTray = { show(status: TrayStatus): void; destroy(): void }

export function createTray(iconsDir: string, texts: Texts, actions: TrayActions): DeskTray {
  const tray = new Tray(iconOf(iconsDir, 'ok'))
  const atFirst: TrayStatus = { mark: 'ok', sentence: 'Postdesk', waiting: 0 }
  // On macOS a click opens the menu by itself.
  if (process.platform !== 'darwin') tray.on('click', () => actions.open())
  let shown = ''
  const show = (status: TrayStatus) => {
    const next = JSON.stringify(status)
    if (shown === next) return
    shown = next
    tray.setImage(iconOf(iconsDir, status.mark))
    tray.setToolTip(status.sentence)
    tray.setContextMenu(menuFor(status, texts, actions))
    app.setBadgeCount(status.waiting)
  }
  show(atFirst)
  return { show, destroy: () => tray.destroy() }
}

function menuFor({ mark, waiting }: TrayStatus, texts: Texts, actions: TrayActions): Menu {
  const isPaused = mark === 'paused'
  return Menu.buildFromTemplate([
    { label: texts('open'), click: () => actions.open() },
    waiting > 0
      ? { label: texts('waiting', { count: waiting }), click: () => actions.open(places.errors) }
      : { label: texts('nothingWaits'), enabled: false },
    { type: 'separator' },
    { label: texts('checkAll'), click: () => actions.checkAll() },
    { label: texts(isPaused ? 'resume' : 'pause'), click: () => actions.pause(!isPaused) },
    { type: 'separator' },
    { label: texts('quit'), click: () => actions.quit() },
  ])
}

/** macOS colours a template by itself; desktops on Linux scale one large picture; Windows picks among the sizes. */
function iconOf(iconsDir: string, mark: TrayMark): Electron.NativeImage {
  const file =
    { darwin: `${mark}Template.png`, linux: `${mark}-large.png` }[process.platform as string] ?? `${mark}.png`
  const image = nativeImage.createFromPath(join(iconsDir, file))
  if (process.platform === 'darwin') image.setTemplateImage(true)
  return image
}
