import { useEffect, useRef } from 'react'
import { create } from 'zustand'

/** Something a person can do here: offered by the palette, and by its key where it has one. */
export type Command = {
  readonly id: string
  readonly label: string
  /** `here`: belongs to the page that is open; `go`: leads elsewhere; `app`: always there. */
  readonly group: 'here' | 'go' | 'app'
  /** As `KeyboardEvent.key` says it, with `mod+` for Ctrl or ⌘: `r`, `Delete`, `mod+k`. A row of keys: `g t`. */
  readonly key?: string
  /** Shown beside the label, such as the name of the inbox. */
  readonly detail?: string
  readonly disabled?: boolean
  run(): void
}

type Registry = { readonly commands: ReadonlyMap<number, readonly Command[]> }

/** What a dialog sees of them while it is closed. */
export const NO_COMMANDS: Registry = { commands: new Map() }

/** Every part of the screen adds its commands while it is shown; the latest comes first and wins a key. */
export const useCommands = create<Registry>(() => NO_COMMANDS)

let lastOwner = 0

/** Offers these commands for as long as the component is shown. */
export function useOfferedCommands(commands: readonly Command[]): void {
  const owner = useRef(0)
  const latest = useRef(commands)
  latest.current = commands
  const look = JSON.stringify(commands)
  // biome-ignore lint/correctness/useExhaustiveDependencies: offered anew when what is seen of them changes; running takes the latest
  useEffect(() => {
    if (owner.current === 0) {
      lastOwner += 1
      owner.current = lastOwner
    }
    const own = owner.current
    const offered = latest.current.map((command, at) => ({ ...command, run: () => latest.current[at]?.run() }))
    useCommands.setState(({ commands: all }) => ({ commands: new Map(all).set(own, offered) }))
    return () => {
      useCommands.setState(({ commands: all }) => {
        const rest = new Map(all)
        rest.delete(own)
        return { commands: rest }
      })
    }
  }, [look])
}

const NEAREST_FIRST = ['here', 'go', 'app'] as const

/** All that can be done now, one entry an id: what belongs to the page first, of that what was offered last. */
export function offeredCommands({ commands }: Registry): readonly Command[] {
  const byId = new Map<string, Command>()
  for (const offered of [...commands.values()].reverse()) {
    for (const command of offered) if (!byId.has(command.id)) byId.set(command.id, command)
  }
  const offered = [...byId.values()].filter(command => command.disabled !== true)
  return NEAREST_FIRST.flatMap(group => offered.filter(command => command.group === group))
}
