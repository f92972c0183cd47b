import { useEffect } from 'react'
import { offeredCommands, useCommands } from './commands.ts'

/** A second key counts as part of a row (`g t`) for this long. */
const ROW_MS = 1_000

/** Listens for the keys of all offered commands. Used once, by the frame. */
export function useCommandKeys(): void {
  useEffect(() => {
    let before = ''
    let beforeAt = 0
    let covered = false
    // Before anybody else: Esc that closes a dialog must not go back as well, once the dialog is gone.
    const look = () => {
      covered = document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') !== null
    }
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return
      const pressed = nameOf(event)
      const isMod = pressed.startsWith('mod+')
      if (!isMod && isWriting(event)) return
      if (covered && !isMod) return
      const row = event.timeStamp - beforeAt < ROW_MS ? `${before} ${pressed}` : ''
      before = pressed
      beforeAt = event.timeStamp
      const commands = offeredCommands(useCommands.getState())
      const command = commands.find(each => each.key === row) ?? commands.find(each => each.key === pressed)
      if (!command) return
      event.preventDefault()
      before = ''
      command.run()
    }
    addEventListener('keydown', look, { capture: true })
    addEventListener('keydown', listen)
    return () => {
      removeEventListener('keydown', look, { capture: true })
      removeEventListener('keydown', listen)
    }
  }, [])
}

function nameOf(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : ''
  return mod + (event.key.length === 1 ? event.key.toLowerCase() : event.key)
}

function isWriting(event: KeyboardEvent): boolean {
  const target = event.target as Element | null
  return (
    target?.closest('input:not([type=checkbox]), textarea, select, [contenteditable], [role=menu], [role=listbox]') !==
    null
  )
}
