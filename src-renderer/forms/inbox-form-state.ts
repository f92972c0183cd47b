import { useMemo, useState } from 'react'
import { InboxConfig } from '../../src-preload/contract/entities/inbox.ts'

/** The values as typed: a port may be half written, a number field may be empty. */
export type InboxFormValues = Omit<InboxConfig, 'port'> & { readonly port: number | string }

export type InboxFormState = {
  readonly values: InboxFormValues
  readonly password: string
  readonly changed: boolean
  /** The checked configuration; null while something is wrong. */
  readonly config: InboxConfig | null
  set<K extends keyof InboxFormValues>(name: K, value: InboxFormValues[K]): void
  setPassword(password: string): void
  /** The sentence below a field: what the schema or the server says, for fields that were touched. */
  errorOf(name: string): string | undefined
  /** Shows what is wrong in every field, touched or not. */
  showAll(): void
  /** What the server refused, at its field; gone as soon as that field is typed in. */
  refuse(field: string, message: string): void
  saved(): void
}

const EMPTY: InboxFormValues = { ...InboxConfig.parse({ name: '-' }), name: '', port: '' }

export function valuesOf(config: InboxConfig): InboxFormValues {
  return { ...config, port: config.port ?? '' }
}

/** An inbox form: every keystroke is checked by the same schema as on the other side. */
export function useInboxForm(initial: InboxFormValues = EMPTY): InboxFormState {
  const [values, setValues] = useState(initial)
  const [password, setPassword] = useState('')
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [all, setAll] = useState(false)
  const [changed, setChanged] = useState(false)
  const [refusal, setRefusal] = useState<{ field: string; message: string } | null>(null)

  const checked = useMemo(() => check(values), [values])
  const touch = (name: string) => {
    setTouched(before => new Set([...before, name]))
    setChanged(true)
    if (refusal?.field === name) setRefusal(null)
  }
  return {
    values,
    password,
    changed,
    config: checked.config,
    set(name, value) {
      setValues(before => ({ ...before, [name]: value }))
      touch(name)
    },
    setPassword(next) {
      setPassword(next)
      touch('password')
    },
    errorOf(name) {
      if (refusal?.field === name) return refusal.message
      return all || touched.has(name) ? checked.errors.get(name) : undefined
    },
    showAll: () => setAll(true),
    refuse: (field, message) => setRefusal({ field, message }),
    saved() {
      setChanged(false)
      setPassword('')
    },
  }
}

function check({ port, ...rest }: InboxFormValues): {
  config: InboxConfig | null
  errors: ReadonlyMap<string, string>
} {
  const result = InboxConfig.safeParse(port === '' ? rest : { ...rest, port })
  if (result.success) return { config: result.data, errors: new Map() }
  const errors = new Map<string, string>()
  for (const { path, message } of result.error.issues) {
    const field = String(path[0])
    if (!errors.has(field)) errors.set(field, message)
  }
  return { config: null, errors }
}
