import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef } from 'react'
import type { ViewList } from '../stores/view-list-store.ts'
import { isChosen, toggleChosen } from '../stores/view-source.ts'

type TableKeys<Row extends { readonly id: string }, Query> = {
  readonly list: ViewList<Row, Query>
  readonly total: number
  readonly rowHeight: number
  readonly scroller: RefObject<HTMLDivElement | null>
  onOpen(row: Row): void
  reveal(index: number): void
}

/** A range chosen with Shift is bounded: more than that is what "select all" is for. */
const MOST_RANGE_ROWS = 5_000

/** Walking, choosing and opening by keyboard; `j`, `k` and `x` work from anywhere on the page. */
export function useTableKeys<Row extends { readonly id: string }, Query>(table: TableKeys<Row, Query>) {
  const { list, total, rowHeight, scroller, onOpen, reveal } = table
  const anchor = useRef(-1)

  const walkTo = useCallback(
    (index: number) => {
      if (total === 0) return
      const next = Math.max(0, Math.min(total - 1, index))
      list.activate(next)
      reveal(next)
      scroller.current?.closest<HTMLElement>('[role=grid]')?.focus({ preventScroll: true })
    },
    [list, total, reveal, scroller],
  )

  const toggle = useCallback(
    (index: number, range: boolean) => {
      const { chosen } = list.useState.getState()
      const from = range && anchor.current >= 0 ? anchor.current : index
      anchor.current = index
      let next = chosen
      const [low, high] = [
        Math.min(from, index),
        Math.min(Math.max(from, index), Math.min(from, index) + MOST_RANGE_ROWS),
      ]
      const wanted = range ? true : !isChosen(chosen, list.rowAt(index)?.id ?? '')
      for (let at = low; at <= high; at += 1) {
        const id = list.rowAt(at)?.id
        if (id !== undefined && isChosen(next, id) !== wanted) next = toggleChosen(next, id)
      }
      list.choose(next)
    },
    [list],
  )

  const act = useCallback(
    (key: string, shift: boolean): boolean => {
      const { active } = list.useState.getState()
      const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 400) / rowHeight) - 1)
      const walks: Record<string, number> = {
        j: active + 1,
        ArrowDown: active + 1,
        k: active === -1 ? 0 : active - 1,
        ArrowUp: active === -1 ? 0 : active - 1,
        PageDown: active + page,
        PageUp: active - page,
        Home: 0,
        End: total - 1,
      }
      const goal = walks[key]
      if (goal !== undefined) {
        walkTo(goal)
        if (shift && key.startsWith('Arrow')) toggle(Math.max(0, Math.min(total - 1, goal)), true)
        return true
      }
      if (active < 0) return false
      if (key === 'x' || key === ' ') {
        toggle(active, shift)
        return true
      }
      const row = list.rowAt(active)
      if (key === 'Enter' && row) {
        onOpen(row)
        return true
      }
      return false
    },
    [list, total, rowHeight, scroller, walkTo, toggle, onOpen],
  )

  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => {
      if (!['j', 'k', 'x'].includes(event.key) || event.defaultPrevented || isBusyElsewhere(event)) return
      if (act(event.key, event.shiftKey)) event.preventDefault()
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [act])

  return {
    toggle,
    onKeyDown(event: KeyboardEvent) {
      // The heads have buttons and a box of their own.
      if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
      if (act(event.key, event.shiftKey)) event.preventDefault()
    },
    onFocus(event: React.FocusEvent) {
      if (event.target === event.currentTarget && list.useState.getState().active < 0 && total > 0) list.activate(0)
    },
  }
}

/** Keys belong to a field that is written in, and to an open dialog. */
function isBusyElsewhere(event: globalThis.KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true
  const target = event.target as Element | null
  return (
    target?.closest('input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog], [role=menu]') !==
      null || document.querySelector('[role=dialog]') !== null
  )
}
