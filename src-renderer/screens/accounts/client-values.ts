import {
  OauthClientConfig,
  type OauthClientView,
  type OauthProvider,
  type OauthProviderView,
} from '../../../src-preload/contract/entities/oauth.ts'
import { type FieldIssue, fromSchema } from '../../forms/issues.ts'
import { type Line, readLines } from '../../forms/lines.ts'
import { i18n } from '../../i18n/i18n.ts'
import { serversOf } from './serving-clients.ts'

/** The form of an OAuth client as typed: lists are one a line. */
export type ClientValues = Omit<OauthClientConfig, 'scopes' | 'mailServers'> & {
  readonly scopes: string
  readonly mailServers: string
  /** Only what is being typed; what is stored never comes here. */
  readonly secret: string
  readonly forgetSecret: boolean
}
export type ClientField = keyof ClientValues

export function clientValues(config: OauthClientConfig): ClientValues {
  return {
    ...config,
    scopes: config.scopes.join('\n'),
    mailServers: config.mailServers.join('\n'),
    secret: '',
    forgetSecret: false,
  }
}

/** A client that is not there yet; for a provider of one's own, its mail server is known already. */
export function newClient(provider: OauthProvider, name: string, server: string): ClientValues {
  const mailServers = provider === 'custom' ? server : ''
  const empty = { clientId: '', tenant: '', discoveryUrl: '', authorizationEndpoint: '', tokenEndpoint: '' }
  return { name, provider, ...empty, scopes: '', mailServers, secret: '', forgetSecret: false }
}

export type ReadClient = { readonly config: OauthClientConfig | null; readonly issues: readonly FieldIssue[] }

/** The configuration that was typed, without what belongs to another provider, and what is wrong with it. */
export function readClient(values: ClientValues, view: OauthProviderView, hasSecret: boolean): ReadClient {
  const isCustom = values.provider === 'custom'
  const parsed = OauthClientConfig.safeParse({
    name: values.name,
    provider: values.provider,
    clientId: values.clientId,
    tenant: values.provider === 'microsoft' ? values.tenant : '',
    discoveryUrl: isCustom ? values.discoveryUrl : '',
    authorizationEndpoint: isCustom ? values.authorizationEndpoint : '',
    tokenEndpoint: isCustom ? values.tokenEndpoint : '',
    scopes: textsOf(values.scopes),
    mailServers: textsOf(values.mailServers),
  })
  const fieldOf = ({ path }: { readonly path: readonly PropertyKey[] }) => String(path[0])
  const found = parsed.success
    ? []
    : parsed.error.issues.flatMap(issue =>
        fromSchema([issue], fieldOf, fieldOf(issue) === 'scopes' ? 'scope' : 'client', linesOf(fieldOf(issue), values)),
      )
  const needed = [
    ...(view.secret === 'needed' && !hasSecret && values.secret === '' ? ['secret'] : []),
    ...(isCustom && readLines(values.mailServers).length === 0 ? ['mailServers'] : []),
    ...(isCustom && !isReached(values) ? ['discoveryUrl'] : []),
  ]
  const missing = needed.map(field => ({ field, message: i18n.t('form.check.needed') }))
  const issues = [...found, ...missing]
  return { config: parsed.success && issues.length === 0 ? parsed.data : null, issues }
}

/** The entries of a field that takes one a line; none for the others. */
export function linesOf(field: string, values: ClientValues): readonly Line[] {
  return field === 'scopes' || field === 'mailServers' ? readLines(values[field]) : []
}

/**
 * Undefined keeps what is stored, '' removes it. Where a provider takes none, a stored one is of no use to anybody.
 */
export function secretToSave(values: ClientValues, view: OauthProviderView, hasSecret: boolean): string | undefined {
  if (view.secret === 'never') return hasSecret ? '' : undefined
  if (values.secret !== '') return values.secret
  return hasSecret && values.forgetSecret ? '' : undefined
}

/** As the engine sees it: tokens and a secret belong to one registration at one place, and to known mail servers. */
export function belongsElsewhere(stored: OauthClientConfig, next: OauthClientConfig): boolean {
  const placeOf = ({ provider, clientId, tenant, discoveryUrl, authorizationEndpoint, tokenEndpoint }: typeof stored) =>
    JSON.stringify([provider, clientId, tenant, discoveryUrl, authorizationEndpoint, tokenEndpoint])
  return placeOf(stored) !== placeOf(next)
}

/** Whether saving signs its accounts out. */
export function endsSignIns(
  stored: OauthClientView,
  next: OauthClientConfig,
  providers: readonly OauthProviderView[],
): boolean {
  if (belongsElsewhere(stored.config, next)) return true
  const known = new Set(serversOf(stored, providers).map(name => name.toLowerCase()))
  return serversOf({ config: next }, providers).some(name => !known.has(name.toLowerCase()))
}

function isReached({ discoveryUrl, authorizationEndpoint, tokenEndpoint }: ClientValues): boolean {
  return [discoveryUrl, authorizationEndpoint, tokenEndpoint].some(address => address.trim() !== '')
}

function textsOf(lines: string): string[] {
  return readLines(lines).map(({ text }) => text)
}
