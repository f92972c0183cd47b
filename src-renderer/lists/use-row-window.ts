import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'

type RowWindow = {
  /** Numbers of the first and the last row to draw. */
  readonly first: number
  readonly last: number
  /** Scrolls no further than needed to show the row whole. */
  reveal(index: number): void
  onScroll(): void
}

/** Rows drawn beyond either edge: some of them in the first frame, more as soon as that is seen. */
const NEAR_ROWS = 2
const FAR_ROWS = 12
/** Until the list has been measured: what stands above it on every page. */
const HEAD_PX = 240

/**
 * Which rows of a list are near its window. All have one height, so that this is a division: a general virtualizer
 * keeps a place for each of 100,000 rows, which costs more than drawing the few that are seen.
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  { count, rowHeight, scrollTop }: { readonly count: number; readonly rowHeight: number; readonly scrollTop: number },
): RowWindow {
  const [shown, setShown] = useState(() => ({
    top: Math.floor(scrollTop / rowHeight),
    rows: Math.max(1, Math.ceil((innerHeight - HEAD_PX) / rowHeight)),
  }))
  const [near, setNear] = useState(NEAR_ROWS)
  const startedAt = useRef(scrollTop)

  const look = useCallback(() => {
    const element = scroller.current
    if (!element) return
    const top = Math.floor(element.scrollTop / rowHeight)
    const rows = Math.ceil(element.clientHeight / rowHeight)
    setShown(before => (before.top === top && before.rows === rows ? before : { top, rows }))
  }, [scroller, rowHeight])

  const hasRows = count > 0
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || !hasRows) return
    // Coming back: a list has its height, and so can be scrolled, only once it has its rows.
    if (startedAt.current > 0) element.scrollTop = startedAt.current
    startedAt.current = 0
    const observer = new ResizeObserver(look)
    observer.observe(element)
    const later = setTimeout(() => setNear(FAR_ROWS), 50)
    return () => {
      observer.disconnect()
      clearTimeout(later)
    }
  }, [scroller, hasRows, look])

  const reveal = useCallback(
    (index: number) => {
      const element = scroller.current
      if (!element) return
      const above = index * rowHeight
      const below = above + rowHeight - element.clientHeight
      if (element.scrollTop > above) element.scrollTop = above
      else if (element.scrollTop < below) element.scrollTop = below
    },
    [scroller, rowHeight],
  )

  const top = Math.min(shown.top, Math.max(0, count - shown.rows))
  return {
    first: Math.max(0, top - near),
    last: Math.min(count - 1, top + shown.rows + near),
    reveal,
    onScroll: look,
  }
}
