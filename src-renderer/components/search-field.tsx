import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useOfferedCommands } from '../commands/commands.ts'

type SearchFieldProps = {
  readonly label: string
  /** What the list is searched for now; the field follows when it is cleared, or found again, from outside. */
  readonly searched?: string
  readonly width?: number
  readonly onSearch: (text: string) => void
}

/** Searches a little after the last key; `/` leads here from anywhere on the page, Esc clears it, then leaves it. */
export function SearchField({ label, searched = '', width = 320, onSearch }: SearchFieldProps) {
  const [text, setText] = useState(searched)
  const field = useRef<HTMLInputElement>(null)
  const asked = useRef(searched)
  const searchSoon = useDebouncedCallback((words: string) => {
    asked.current = words
    onSearch(words)
  }, 120)
  useEffect(() => {
    if (searched === asked.current) return
    asked.current = searched
    setText(searched)
  }, [searched])
  useOfferedCommands([{ id: 'search', group: 'here', label, key: '/', run: () => field.current?.focus() }])
  return (
    <TextInput
      ref={field}
      type="search"
      placeholder={label}
      aria-label={label}
      value={text}
      leftSection={<IconSearch size={16} />}
      style={{ width, minWidth: 0 }}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value)
        searchSoon(currentTarget.value.trim())
      }}
      onKeyDown={event => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        if (text === '') field.current?.blur()
        setText('')
        searchSoon('')
      }}
    />
  )
}
