import { useHotkeys } from '@mantine/hooks'
import { type RefObject, useRef } from 'react'

/** `j` and `k` walk through the rows of a list, `x` selects the row, Enter opens it (the focus is on its link). */
export function useListKeys(): RefObject<HTMLTableElement | null> {
  const list = useRef<HTMLTableElement>(null)
  const walk = (step: 1 | -1) => {
    const links = [...(list.current?.querySelectorAll<HTMLElement>('a.list-open') ?? [])]
    const here = links.findIndex(link => link.closest('tr')?.contains(document.activeElement))
    const next = here === -1 ? (step === 1 ? 0 : links.length - 1) : here + step
    links[next]?.focus()
  }
  const select = () => {
    const row = document.activeElement?.closest('tr')
    if (row && list.current?.contains(row)) row.querySelector<HTMLElement>('input[type=checkbox]')?.click()
  }
  useHotkeys([
    ['j', () => walk(1)],
    ['k', () => walk(-1)],
    ['x', select],
  ])
  return list
}
