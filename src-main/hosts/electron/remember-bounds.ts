import type { BrowserWindow } from 'electron'
import { describeError } from '../../engine/errors.ts'
import type { Log } from '../../engine/ports.ts'
import { writeJsonFile } from './json-file.ts'
import type { SavedWindow } from './window-bounds.ts'

const SETTLED_MS = 500

/** Keeps the window's place in a file: a moment after it was moved, and when it closes. */
export function rememberBounds(window: BrowserWindow, file: string, log: Log): void {
  let settling: NodeJS.Timeout | undefined
  const save = () => {
    clearTimeout(settling)
    if (window.isDestroyed()) return
    const { x, y, width, height } = window.getNormalBounds()
    const saved: SavedWindow = { x, y, width, height, maximized: window.isMaximized() }
    try {
      writeJsonFile(file, saved)
    } catch (error) {
      log.warn('desktop.window-not-saved', { error: describeError(error) })
    }
  }
  const saveSoon = () => {
    clearTimeout(settling)
    settling = setTimeout(save, SETTLED_MS)
  }
  window.on('resize', saveSoon)
  window.on('move', saveSoon)
  window.on('maximize', saveSoon)
  window.on('unmaximize', saveSoon)
  window.on('close', save)
  window.on('closed', () => clearTimeout(settling))
}
