import { ActionIcon, Button, Input, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import type { TextLine } from './text-lines.ts'

type LineListProps = {
  readonly id: string
  readonly label: string
  readonly description: string
  readonly lines: readonly TextLine[]
  /** What is wrong with the whole. */
  readonly error?: string | undefined
  readonly issueOf: (key: string) => string | undefined
  readonly onChange: (lines: readonly TextLine[]) => void
  readonly makeLine: () => TextLine
  /** May the order be changed? */
  readonly ordered?: boolean
  readonly placeholder?: string
  /** Beside the first line. */
  readonly firstNote?: ReactNode
  readonly words: {
    readonly line: (position: number) => string
    readonly add: string
    readonly remove: (text: string) => string
    readonly up?: (text: string) => string
    readonly down?: (text: string) => string
  }
}

/** Several short texts, one below the other, each with what is wrong with it. */
export function LineList(props: LineListProps) {
  const {
    id,
    label,
    error,
    description,
    lines,
    issueOf,
    onChange,
    makeLine,
    ordered = false,
    placeholder,
    firstNote,
    words,
  } = props
  const list = useRef<HTMLOListElement>(null)
  const focusKey = useRef<string | null>(null)
  useEffect(() => {
    if (focusKey.current === null) return
    list.current?.querySelector<HTMLElement>(`[data-line="${focusKey.current}"]`)?.focus()
    focusKey.current = null
  })
  const add = () => {
    const line = makeLine()
    focusKey.current = line.key
    onChange([...lines, line])
  }
  const remove = (at: number) => {
    focusKey.current = (lines[at + 1] ?? lines[at - 1])?.key ?? null
    onChange(lines.filter((_, index) => index !== at))
  }
  const move = (from: number, to: number) => {
    const [line] = lines.slice(from, from + 1)
    if (line) onChange(lines.toSpliced(from, 1).toSpliced(to, 0, line))
  }
  return (
    <fieldset className="plain" aria-describedby={`${id}-help ${id}-error`}>
      <legend className="line-list-label">{label}</legend>
      <Input.Description id={`${id}-help`}>{description}</Input.Description>
      <ol className="line-list" ref={list}>
        {lines.map(({ key, text }, at) => (
          <li key={key}>
            <div className="line-list-row">
              <TextInput
                id={`field-${key}`}
                data-line={key}
                aria-label={words.line(at + 1)}
                placeholder={placeholder}
                autoComplete="off"
                spellCheck={false}
                value={text}
                error={issueOf(key)}
                onChange={({ currentTarget }) =>
                  onChange(lines.map(line => (line.key === key ? { key, text: currentTarget.value } : line)))
                }
              />
              {ordered && lines.length > 1 && (
                <>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="lg"
                    disabled={at === 0}
                    aria-label={words.up?.(text)}
                    title={words.up?.(text)}
                    onClick={() => move(at, at - 1)}
                  >
                    <IconArrowUp size={16} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="lg"
                    disabled={at === lines.length - 1}
                    aria-label={words.down?.(text)}
                    title={words.down?.(text)}
                    onClick={() => move(at, at + 1)}
                  >
                    <IconArrowDown size={16} />
                  </ActionIcon>
                </>
              )}
              {(!ordered || lines.length > 1) && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="lg"
                  aria-label={words.remove(text)}
                  title={words.remove(text)}
                  onClick={() => remove(at)}
                >
                  <IconTrash size={16} />
                </ActionIcon>
              )}
            </div>
            {at === 0 && lines.length > 1 && firstNote}
          </li>
        ))}
      </ol>
      <div id={`${id}-error`} role="status">
        {error && <Input.Error>{error}</Input.Error>}
      </div>
      <Button
        id={id}
        size="xs"
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={lines.some(({ text }) => text.trim() === '')}
        onClick={add}
      >
        {words.add}
      </Button>
    </fieldset>
  )
}
