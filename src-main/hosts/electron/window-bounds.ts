import { z } from 'zod'

export const SavedWindow = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  maximized: z.boolean(),
})
export type SavedWindow = z.output<typeof SavedWindow>

export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

export const SMALLEST = { width: 800, height: 560 }
export const USUAL = { width: 1280, height: 800 }
/** So much of the window has to lie on one screen that it can be taken hold of. */
const LEAST_SEEN = { width: 120, height: 40 }

/**
 * Where the window opens: where it stood, unless the screen it stood on has gone or shrunk. Without a place it is
 * Electron that centres it. `screens` are the work areas, the main one first.
 */
export function placeWindow(
  saved: SavedWindow | null,
  screens: readonly Area[],
): { readonly width: number; readonly height: number; readonly x?: number; readonly y?: number } {
  const screen = saved && screens.find(area => canBeGrasped(saved, area))
  const room = screen ?? screens[0] ?? { ...USUAL, x: 0, y: 0 }
  const width = Math.min(Math.max(saved?.width ?? USUAL.width, SMALLEST.width), Math.max(room.width, SMALLEST.width))
  const height = Math.min(
    Math.max(saved?.height ?? USUAL.height, SMALLEST.height),
    Math.max(room.height, SMALLEST.height),
  )
  if (!saved || !screen) return { width, height }
  return { x: saved.x, y: Math.max(saved.y, screen.y), width, height }
}

/** The title bar is at the top: that is what has to be within reach. */
function canBeGrasped(window: Area, screen: Area): boolean {
  const seenWidth = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x)
  const top = window.y - screen.y
  return seenWidth >= LEAST_SEEN.width && top > -LEAST_SEEN.height && top <= screen.height - LEAST_SEEN.height
}
