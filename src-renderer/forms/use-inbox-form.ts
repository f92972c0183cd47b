import { useMemo, useState } from 'react'
import type { InboxConfig } from '../../src-preload/contract/entities/inbox.ts'
import {
  type InboxField,
  type InboxValues,
  linesOfField,
  newInbox,
  type OverrideValues,
  readInbox,
  typedInbox,
  typedOverrides,
} from './inbox-values.ts'
import { type FieldIssue, fromEngine } from './issues.ts'
import type { Line } from './lines.ts'
import { type SettingName, settingField } from './setting-fields.ts'
import { isSameTyped, type TypedSetting } from './typed-setting.ts'
import { useDraft } from './use-draft.ts'
import { useEngineCheck } from './use-engine-check.ts'

export type InboxForm = {
  readonly id: string | undefined
  readonly values: InboxValues
  readonly overrides: OverrideValues
  readonly password: string
  /** How many fields differ from what is stored. */
  readonly changes: number
  /** Null while something is wrong. */
  readonly config: InboxConfig | null
  /** Without what is wrong elsewhere: enough to try the connection. */
  readonly sound: InboxConfig | null
  /** Everything that is wrong and shown, in no order. */
  readonly shown: readonly FieldIssue[]
  set<K extends InboxField>(name: K, value: InboxValues[K]): void
  setOverride(name: SettingName, value: TypedSetting | null): void
  setPassword(password: string): void
  issuesOf(field: string): readonly FieldIssue[]
  /** Shows what is wrong in these fields, touched or not; tells what can be seen to be wrong here. */
  show(fields: readonly string[]): readonly FieldIssue[]
  /** The same for all fields; tells everything that is known. */
  showAll(): readonly FieldIssue[]
  /** What the server refused, at its field; gone as soon as that field is typed in. */
  refuse(issue: FieldIssue | null): void
  /** The entries of a field that takes one a line. */
  linesOf(field: string): readonly Line[]
  stored(): void
  /** Back to what is stored. */
  drop(): void
}

/** An inbox form: every key is checked by the schema at once and by the engine a moment later. */
export function useInboxForm(id: string | undefined, stored?: InboxConfig): InboxForm {
  const storedKey = JSON.stringify(stored)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same words are the same configuration
  const base = useMemo(() => stored ?? newInbox(), [storedKey])
  const fields = useDraft(
    useMemo(() => typedInbox(base), [base]),
    (_, left, right) => left === right,
  )
  const overrides = useDraft<OverrideValues>(
    useMemo(() => typedOverrides(base.settings), [base]),
    (name, left = null, right = null) =>
      left === null || right === null ? left === right : isSameTyped(settingField(name), left, right),
  )
  const [password, setPassword] = useState('')
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [all, setAll] = useState(false)
  const [refusal, setRefusal] = useState<FieldIssue | null>(null)

  const read = readInbox(fields.values, overrides.values)
  const engine = useEngineCheck(id, read.sound)
  const linesOf = (field: string) => linesOfField(field, fields.values, overrides.values)
  const wrongHere = new Set(read.issues.map(({ field }) => field))
  // A password that is typed answers why the stored one could not stay.
  const isOpen = ({ field }: FieldIssue) => !wrongHere.has(field) && (field !== 'password' || password === '')
  const found = engine.map(issue => fromEngine(issue, linesOf)).filter(isOpen)
  const isKnown = ({ field, message }: FieldIssue) =>
    found.some(issue => issue.field === field && issue.message === message)
  const known = [...read.issues, ...found, ...(refusal === null || isKnown(refusal) ? [] : [refusal])]
  // What nobody has written yet is not called wrong before somebody tries to save.
  const isWritten = (field: string) => !(field in fields.values) || fields.values[field as InboxField] !== ''
  const isShown = ({ field }: FieldIssue) =>
    all || touched.has(field) || field === refusal?.field || (!wrongHere.has(field) && isWritten(field))
  const touch = (name: string) => {
    setTouched(before => new Set([...before, name]))
    if (refusal?.field === name) setRefusal(null)
  }
  return {
    id,
    values: fields.values,
    overrides: overrides.values,
    password,
    changes: fields.changed.length + overrides.changed.length + (password === '' ? 0 : 1),
    config: read.config,
    sound: read.sound,
    shown: known.filter(isShown),
    set(name, value) {
      fields.set(name, value)
      touch(name)
    },
    setOverride(name, value) {
      overrides.set(name, value)
      touch(`settings.${name}`)
    },
    setPassword(next) {
      setPassword(next)
      touch('password')
    },
    issuesOf: field => known.filter(issue => issue.field === field && isShown(issue)),
    show(names) {
      setTouched(before => new Set([...before, ...names]))
      return read.issues.filter(({ field }) => names.includes(field))
    },
    showAll() {
      setAll(true)
      return known
    },
    refuse: setRefusal,
    linesOf,
    drop() {
      fields.drop()
      overrides.drop()
      setPassword('')
      setRefusal(null)
      setTouched(new Set())
      setAll(false)
    },
    stored() {
      fields.stored()
      overrides.stored()
      setPassword('')
      setRefusal(null)
    },
  }
}
