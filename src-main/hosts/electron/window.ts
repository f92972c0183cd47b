import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { placeWindow, type SavedWindow, SMALLEST } from './window-bounds.ts'

/** The grounds of the two themes in `src-renderer/theme.ts`: no white flash before a dark page. */
const GROUND = { light: '#ffffff', dark: '#1a1d23' }

export function groundColour(): string {
  return nativeTheme.shouldUseDarkColors ? GROUND.dark : GROUND.light
}

/** A sandboxed page, not yet shown. */
export function createWindow(preloadFile: string, iconFile: string, saved: SavedWindow | null): BrowserWindow {
  const screens = [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(display => display.workArea)
  const window = new BrowserWindow({
    ...placeWindow(saved, screens),
    minWidth: SMALLEST.width,
    minHeight: SMALLEST.height,
    show: false,
    title: 'Postdesk',
    backgroundColor: groundColour(),
    autoHideMenuBar: true,
    // Windows and macOS take the icon from the application itself.
    ...(process.platform === 'linux' ? { icon: iconFile } : {}),
    webPreferences: {
      preload: preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  })
  if (saved?.maximized) window.maximize()
  return window
}
