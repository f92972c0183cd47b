import { useEffect, useState } from 'react'

export type Draft<V> = {
  /** What is stored, with what was typed over it. */
  readonly values: V
  /** Names of the values that differ from what is stored. */
  readonly changed: readonly (keyof V)[]
  set<K extends keyof V>(name: K, value: V[K]): void
  /** Drops what was typed: in one field, or in all. */
  drop(name?: keyof V): void
  /** What is shown now is stored. */
  stored(): void
}

/**
 * What a person types over stored values. When those change elsewhere, untouched fields follow and typed ones stay.
 * `base` must keep its identity while it says the same.
 */
export function useDraft<V extends object>(
  base: V,
  isSame: <K extends keyof V>(name: K, left: V[K], right: V[K]) => boolean,
): Draft<V> {
  const [kept, setKept] = useState(base)
  const [edits, setEdits] = useState<Partial<V>>({})
  useEffect(() => setKept(base), [base])
  const values = { ...kept, ...edits }
  return {
    values,
    changed: keysOf(edits).filter(name => !isSame(name, kept[name], values[name])),
    set: (name, value) => setEdits(before => ({ ...before, [name]: value })),
    drop(name) {
      if (name === undefined) setEdits({})
      else setEdits(before => ({ ...before, [name]: kept[name] }))
    },
    stored() {
      setKept(values)
      setEdits({})
    },
  }
}

function keysOf<V extends object>(values: Partial<V>): (keyof V)[] {
  // Object.keys forgets the type of the keys; nothing else is ever set.
  return Object.keys(values) as (keyof V)[]
}
