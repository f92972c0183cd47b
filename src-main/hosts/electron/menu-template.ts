import type { MenuItemConstructorOptions } from 'electron'
import type { TextKey, Texts } from './texts/texts.ts'

type MenuItem = MenuItemConstructorOptions

export type MenuOptions = {
  readonly platform: NodeJS.Platform
  /** An application that is still being worked on may be reloaded and looked into; a packaged one not. */
  readonly isPackaged: boolean
  readonly texts: Texts
}

/**
 * The menu of the application. It is little more than the keys that a window needs: without Edit there is no copy and
 * paste on macOS, without View no zoom. Electron's own labels are English, so each has one of ours.
 */
export function menuTemplate({ platform, isPackaged, texts }: MenuOptions): MenuItem[] {
  const isMac = platform === 'darwin'
  const item = (role: NonNullable<MenuItem['role']>, label: TextKey): MenuItem => ({ role, label: texts(label) })
  const line: MenuItem = { type: 'separator' }
  const quit: MenuItem = { ...item('quit', 'quit'), accelerator: 'CommandOrControl+Q' }
  const close: MenuItem = { ...item('close', 'closeWindow'), accelerator: 'CommandOrControl+W' }
  const about = item('about', 'about')
  const forDevelopers = isPackaged ? [] : [line, item('reload', 'reload'), item('toggleDevTools', 'devTools')]

  const application: MenuItem = {
    label: 'Postdesk',
    submenu: [
      about,
      line,
      item('hide', 'hide'),
      item('hideOthers', 'hideOthers'),
      item('unhide', 'showAll'),
      line,
      quit,
    ],
  }
  const file: MenuItem = { label: texts('menuFile'), submenu: isMac ? [close] : [close, line, quit] }
  const edit: MenuItem = {
    label: texts('menuEdit'),
    submenu: [
      item('undo', 'undo'),
      item('redo', 'redo'),
      line,
      item('cut', 'cut'),
      item('copy', 'copy'),
      item('paste', 'paste'),
      item('selectAll', 'selectAll'),
    ],
  }
  const view: MenuItem = {
    label: texts('menuView'),
    submenu: [
      item('resetZoom', 'resetZoom'),
      item('zoomIn', 'zoomIn'),
      // The key that gives a plus only with Shift zooms as well.
      {
        ...item('zoomIn', 'zoomIn'),
        accelerator: 'CommandOrControl+=',
        visible: false,
        acceleratorWorksWhenHidden: true,
      },
      item('zoomOut', 'zoomOut'),
      line,
      item('togglefullscreen', 'fullScreen'),
      ...forDevelopers,
    ],
  }
  const windows: MenuItem = { label: texts('menuWindow'), role: 'windowMenu', submenu: [item('minimize', 'minimize')] }
  const help: MenuItem = { label: texts('menuHelp'), submenu: [about] }
  return isMac ? [application, file, edit, view, windows] : [file, edit, view, help]
}
