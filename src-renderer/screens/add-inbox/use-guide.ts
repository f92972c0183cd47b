import { useState } from 'react'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { type ConnectionTest, signInOf, useConnectionTest } from '../inbox-form/use-connection-test.ts'
import { FIELDS, type StepName, stepsFor } from './steps.ts'
import { type ServerSearch, useServerSearch } from './use-server-search.ts'

/** Where a person is in the guide. What was typed is in the form, and stays there whichever way they go. */
export type Guide = {
  readonly steps: readonly StepName[]
  readonly current: StepName
  /** The field to begin with, where something led here. */
  readonly startAt: string | null
  readonly address: string
  readonly search: ServerSearch
  readonly test: ConnectionTest
  setAddress(address: string): void
  isDone(step: StepName): boolean
  open(step: StepName, field?: string): void
  /** This step is done: on to the next one that is not. */
  goOn(): void
  back(): void
  /** Signing in works, with what stands in the form now. */
  prove(): void
  /** Opens the step that asks for this field; false when none does. */
  leadTo(field: string): boolean
  /** The field that the whole form begins with. */
  readonly formField: string
  setFormField(field: string): void
}

export function useGuide(form: InboxForm): Guide {
  const steps = stepsFor(form.values.protocol)
  const [place, setPlace] = useState<{ readonly step: StepName; readonly field: string | null }>({
    step: 'address',
    field: null,
  })
  const [passed, setPassed] = useState<ReadonlySet<StepName>>(new Set())
  const [address, setAddress] = useState('')
  const [provenFor, setProvenFor] = useState('')
  const [formField, setFormField] = useState('name')
  const search = useServerSearch(form)
  const test = useConnectionTest(form)
  const signIn = signInOf(form)
  // A step that is not asked for any more is left for its neighbour.
  const current = steps.includes(place.step) ? place.step : 'rules'
  const at = steps.indexOf(current)
  const isDone = (step: StepName) => passed.has(step) && (step !== 'sign-in' || provenFor === signIn)
  const open = (step: StepName, field: string | null = null) => setPlace({ step, field })
  return {
    steps,
    current,
    startAt: place.field,
    address,
    search,
    test,
    setAddress,
    isDone,
    open,
    goOn() {
      setPassed(new Set([...passed, current]))
      open(steps.slice(at + 1).find(step => !isDone(step)) ?? 'look')
    },
    back: () => open(steps[at - 1] ?? current),
    prove: () => setProvenFor(signIn),
    leadTo(field) {
      const step = steps.find(each => FIELDS[each].includes(field))
      if (step === undefined) return false
      if (step === 'server') search.byHand()
      open(step, field)
      return true
    },
    formField,
    setFormField,
  }
}
