import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { OauthClientView, OauthProvider, OauthProviderView } from '../../../src-preload/contract/entities/oauth.ts'
import { CallError, call } from '../../bridge/bridge.ts'
import { toast, toastFailure } from '../../components/toast.ts'
import { focusFirst } from '../../forms/focus-field.ts'
import { type FieldIssue, fromEngine } from '../../forms/issues.ts'
import { useDraft } from '../../forms/use-draft.ts'
import {
  belongsElsewhere,
  type ClientField,
  type ClientValues,
  clientValues,
  endsSignIns,
  linesOf,
  newClient,
  readClient,
  secretToSave,
} from './client-values.ts'
import { providerOf } from './serving-clients.ts'

export type ClientForm = ReturnType<typeof useClientForm>

type ClientFormInput = {
  /** Null for a new one. */
  readonly client: OauthClientView | null
  readonly providers: readonly OauthProviderView[]
  /** The mail server it is wanted for; '' when none is known. */
  readonly server: string
  readonly onSaved: (id: string, name: string) => void
}

export const clientFieldId = (field: string) => `client-${field}`

/** What is typed about an OAuth client, what is wrong with it, and how it is saved. */
export function useClientForm({ client, providers, server, onSaved }: ClientFormInput) {
  const { t } = useTranslation()
  const stored = JSON.stringify(client?.config ?? null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same words are the same client
  const base = useMemo(() => {
    if (client) return clientValues(client.config)
    const provider = providerOf(server, providers)
    return newClient(provider, nameOf(provider, t), server)
  }, [stored])
  const draft = useDraft<ClientValues>(base, (_, left, right) => left === right)
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<FieldIssue | null>(null)
  const { values } = draft
  const view = providers.find(({ provider }) => provider === values.provider) ?? providers[0]
  if (!view) throw new Error('There is no provider to choose from.')
  const hasSecret = client?.hasSecret ?? false
  const read = readClient(values, view, hasSecret)
  const isMoved = client !== null && read.config !== null && belongsElsewhere(client.config, read.config)
  const needsSecretAgain = isMoved && hasSecret && secretToSave(values, view, hasSecret) === undefined
  const known = [
    ...read.issues,
    ...(needsSecretAgain ? [{ field: 'secret', message: t('clientForm.secretAgain') }] : []),
  ]
  const shown = [...known.filter(({ field }) => tried || touched.has(field)), ...(refusal === null ? [] : [refusal])]
  const show = (issues: readonly FieldIssue[]) => focusFirst(issues.map(({ field }) => clientFieldId(field)))

  const save = async () => {
    setTried(true)
    setRefusal(null)
    if (read.config === null || known.length > 0) return void show(known)
    setBusy(true)
    try {
      const secret = secretToSave(values, view, hasSecret)
      const { id } = await call('oauthClients.save', {
        ...(client === null ? {} : { id: client.id }),
        config: read.config,
        ...(secret === undefined ? {} : { secret }),
      })
      toast(t('clientForm.saved', { name: read.config.name }))
      // What is stored must be known before the page is left, or leaving would ask.
      flushSync(() => {
        draft.stored()
        draft.set('secret', '')
        draft.set('forgetSecret', false)
        setTried(false)
        setTouched(new Set())
      })
      onSaved(id, read.config.name)
    } catch (error) {
      if (!(error instanceof CallError)) throw error
      const issue = fromEngine({ field: error.field ?? '', message: error.message }, field => linesOf(field, values))
      if (!(issue.field in values)) return toastFailure(error.message)
      setRefusal(issue)
      show([issue])
    } finally {
      setBusy(false)
    }
  }
  const set = <K extends ClientField>(field: K, value: ClientValues[K]) => {
    draft.set(field, value)
    setTouched(before => new Set([...before, field]))
    if (refusal?.field === field) setRefusal(null)
  }
  return {
    values,
    view,
    hasSecret,
    busy,
    save,
    set,
    changes: draft.changed.length,
    wrong: new Set(shown.map(({ field }) => field)).size,
    /** How many accounts have to sign in again after saving. */
    signedOut:
      client !== null && read.config !== null && endsSignIns(client, read.config, providers) ? client.accounts : 0,
    isReady: known.length === 0,
    issuesOf: (field: ClientField) => shown.filter(issue => issue.field === field),
    showWrong: () => show(shown),
    choose(provider: OauthProvider) {
      // A name that only repeats the provider follows; any other was meant.
      if (values.name === nameOf(values.provider, t)) draft.set('name', nameOf(provider, t))
      if (provider === 'custom' && values.mailServers === '') draft.set('mailServers', server)
      if (provider !== 'custom' && values.mailServers === server) draft.set('mailServers', '')
      draft.set('provider', provider)
      setRefusal(null)
    },
    discard() {
      draft.drop()
      setTried(false)
      setRefusal(null)
      setTouched(new Set())
    },
  }
}

function nameOf(provider: OauthProvider, t: TFunction): string {
  return provider === 'custom' ? '' : t(`oauthProvider.${provider}`)
}
