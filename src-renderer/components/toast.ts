import { notifications } from '@mantine/notifications'
import { createElement } from 'react'
import { CallError } from '../bridge/bridge.ts'
import { i18n } from '../i18n/i18n.ts'
import { UndoMessage } from './undo-message.tsx'

const UNDO_MS = 10_000

type Undoable = { readonly id: string; readonly undo: () => Promise<unknown> }
let lastUndoable: Undoable | null = null
let commandsUnderWay = 0
let takesBackNext = false

export function toast(message: string, title?: string): void {
  notifications.show({ ...common(), title, message, autoClose: 5_000 })
}

function common() {
  return { withBorder: true, closeButtonProps: { 'aria-label': i18n.t('common.close') } }
}

/** Tells the result, with the way back for ten seconds; `mod+z` takes it too. */
export function toastWithUndo(message: string, undo: () => Promise<unknown>): void {
  if (takesBackNext) {
    takesBackNext = false
    void attempt(undo, () => i18n.t('common.undone'))
    return
  }
  const id = `undo-${crypto.randomUUID()}`
  lastUndoable = { id, undo }
  notifications.show({
    ...common(),
    id,
    message: createElement(UndoMessage, { message, onUndo: () => takeBack({ id, undo }) }),
    autoClose: UNDO_MS,
    onClose: () => {
      if (lastUndoable?.id === id) lastUndoable = null
    },
  })
}

/**
 * For what ends in `toastWithUndo` and takes its time: from its beginning on, the key for Undo means this command and not
 * the one before it, which is still offered.
 */
export async function whileUndoable(command: () => Promise<void>): Promise<void> {
  commandsUnderWay += 1
  try {
    await command()
  } finally {
    commandsUnderWay -= 1
    if (commandsUnderWay === 0) takesBackNext = false
  }
}

/** What the last toast offers to take back; nothing when it is gone. A command under way is taken back once it is done. */
export function undoLast(): void {
  if (commandsUnderWay > 0) {
    takesBackNext = true
    return
  }
  if (lastUndoable) takeBack(lastUndoable)
}

function takeBack({ id, undo }: Undoable): void {
  if (lastUndoable?.id === id) lastUndoable = null
  notifications.hide(id)
  void attempt(undo, () => i18n.t('common.undone'))
}

export function toastFailure(message: string): void {
  notifications.show({
    ...common(),
    title: i18n.t('common.failedTitle'),
    message,
    color: 'red',
    autoClose: 10_000,
  })
}

/** Runs an action of the user and tells its result. Null when it failed. */
export async function attempt<T>(action: () => Promise<T>, done?: (result: T) => string): Promise<T | null> {
  try {
    const result = await action()
    if (done) toast(done(result))
    return result
  } catch (error) {
    if (!(error instanceof CallError)) throw error
    toastFailure(error.message)
    return null
  }
}
