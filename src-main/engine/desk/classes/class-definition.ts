import type { TicketClass } from '../../../../src-preload/contract/entities/inbox.ts'

export type { TicketClass }

export type FieldValue = { readonly code: string; readonly label: string }

/** What a key points to. */
export type KeyTarget = 'organisation' | 'person'

/** One field of a ticket class or of a person, by the codes of iTop. */
export type DeskField = {
  readonly code: string
  readonly label: string
  readonly kind: 'text' | 'html' | 'enum' | 'key'
  /** May not be empty, whatever the state. */
  readonly mandatory: boolean
  /** Computed, or set by the life cycle alone. */
  readonly readOnly?: boolean
  /** Of an enum. */
  readonly values?: readonly FieldValue[]
  /** Of a key. */
  readonly target?: KeyTarget
  /** What a new ticket has when nobody says otherwise. */
  readonly initial?: string
  /** At most so many characters. */
  readonly maxLength?: number
}

export type Stimulus = {
  readonly code: string
  readonly label: string
  /** Sent by rules and timers; a screen offers it to nobody. */
  readonly internal: boolean
}

export type Transition = {
  readonly from: string
  readonly stimulus: string
  readonly to: string
  /** Fields that may not be empty on arrival. */
  readonly mandatory: readonly string[]
  /** Fields that need a value other than the one before. */
  readonly mustChange: readonly string[]
}

/** A class of ticket as data: everything that the code knows about it. */
export type TicketClassDefinition = {
  readonly name: TicketClass
  readonly label: string
  /** Of the reference: `R` gives R-000001. */
  readonly prefix: string
  readonly fields: readonly DeskField[]
  readonly states: readonly FieldValue[]
  readonly initialState: string
  readonly closedStates: readonly string[]
  readonly stimuli: readonly Stimulus[]
  readonly transitions: readonly Transition[]
}
