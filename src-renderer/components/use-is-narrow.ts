import { useSyncExternalStore } from 'react'

const watched = new Map<number, MediaQueryList>()

function listOf(widthPx: number): MediaQueryList {
  const list = watched.get(widthPx) ?? matchMedia(`(max-width: ${widthPx}px)`)
  watched.set(widthPx, list)
  return list
}

/** Is the window at most so wide? Known in the first drawing, so that nothing is drawn twice. */
export function useIsNarrow(widthPx: number): boolean {
  const list = listOf(widthPx)
  return useSyncExternalStore(
    changed => {
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    () => list.matches,
  )
}
