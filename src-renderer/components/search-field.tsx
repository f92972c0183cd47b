import { TextInput } from '@mantine/core'
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useRef, useState } from 'react'

type SearchFieldProps = { readonly label: string; readonly onSearch: (text: string) => void }

/** Searches a little after the last key; `/` leads here from anywhere on the page. */
export function SearchField({ label, onSearch }: SearchFieldProps) {
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const searchSoon = useDebouncedCallback(onSearch, 200)
  useHotkeys([['/', () => field.current?.focus()]])
  return (
    <TextInput
      ref={field}
      type="search"
      placeholder={label}
      aria-label={label}
      value={text}
      leftSection={<IconSearch size={16} />}
      style={{ width: 320 }}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value)
        searchSoon(currentTarget.value.trim())
      }}
    />
  )
}
