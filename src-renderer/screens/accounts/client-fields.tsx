import { Checkbox, Input, PasswordInput, SegmentedControl, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { OauthProvider } from '../../../src-preload/contract/entities/oauth.ts'
import { errorOf } from '../../forms/field-issues.tsx'
import { Fold } from '../../forms/fold.tsx'
import { LinesField } from '../../forms/lines-field.tsx'
import { type ClientForm, clientFieldId } from './use-client-form.ts'

type FieldsProps = { readonly form: ClientForm }

/** Which provider it is: the guide and the fields below follow. */
export function ProviderChoice({ form }: FieldsProps) {
  const { t } = useTranslation()
  return (
    <Input.Wrapper label={t('clientForm.provider')} labelElement="div" labelProps={{ id: 'client-provider-label' }}>
      <SegmentedControl
        fullWidth
        aria-labelledby="client-provider-label"
        value={form.values.provider}
        onChange={value => form.choose(OauthProvider.parse(value))}
        data={OauthProvider.options.map(value => ({ value, label: t(`oauthProvider.${value}`) }))}
      />
    </Input.Wrapper>
  )
}

/** What an administrator enters about the registration; what the presets know is folded. */
export function ClientFields({ form }: FieldsProps) {
  const { t } = useTranslation()
  const { values, view } = form
  const isCustom = values.provider === 'custom'
  return (
    <>
      <ClientText form={form} name="name" required description={t('clientForm.nameHelp')} />
      <ClientText form={form} name="clientId" required description={t(`clientForm.clientIdHelp.${values.provider}`)} />
      {view.secret !== 'never' && <SecretField form={form} />}
      {values.provider === 'microsoft' && (
        <ClientText form={form} name="tenant" placeholder={view.tenant} description={t('clientForm.tenantHelp')} />
      )}
      {isCustom && (
        <>
          <ClientText
            form={form}
            name="discoveryUrl"
            required={values.authorizationEndpoint === '' && values.tokenEndpoint === ''}
            placeholder="https://login.example.org"
            description={t('clientForm.discoveryUrlHelp')}
          />
          <ClientLines
            form={form}
            name="mailServers"
            isRequired
            placeholder="imap.example.org"
            description={t('clientForm.mailServersHelp')}
          />
        </>
      )}
      <Fold title={t('clientForm.advanced')}>
        {isCustom && (
          <>
            <ClientText form={form} name="authorizationEndpoint" description={t('clientForm.endpointHelp')} />
            <ClientText form={form} name="tokenEndpoint" />
          </>
        )}
        <ClientLines
          form={form}
          name="scopes"
          placeholder={view.scopes.join('\n')}
          description={t('clientForm.scopesHelp')}
        />
        {!isCustom && (
          <ClientLines
            form={form}
            name="mailServers"
            placeholder={view.mailServers.join('\n')}
            description={t('clientForm.presetServersHelp')}
          />
        )}
      </Fold>
    </>
  )
}

type TextName = 'name' | 'clientId' | 'tenant' | 'discoveryUrl' | 'authorizationEndpoint' | 'tokenEndpoint'
type ClientTextProps = FieldsProps & {
  readonly name: TextName
  readonly required?: boolean
  readonly placeholder?: string
  readonly description?: string
}

function ClientText({ form, name, required = false, placeholder, description }: ClientTextProps) {
  const { t } = useTranslation()
  return (
    <TextInput
      id={clientFieldId(name)}
      label={t(`clientForm.${name}`)}
      required={required}
      placeholder={placeholder}
      description={description}
      autoComplete="off"
      spellCheck={false}
      value={form.values[name]}
      error={errorOf(form.issuesOf(name))}
      onChange={event => form.set(name, event.currentTarget.value)}
    />
  )
}

type ClientLinesProps = FieldsProps & {
  readonly name: 'scopes' | 'mailServers'
  readonly isRequired?: boolean
  readonly placeholder: string
  readonly description: string
}

function ClientLines({ form, name, isRequired = false, placeholder, description }: ClientLinesProps) {
  const { t } = useTranslation()
  return (
    <LinesField
      id={clientFieldId(name)}
      label={
        <>
          {t(`clientForm.${name}`)}
          {isRequired && (
            <span className="bad" aria-hidden>
              {' *'}
            </span>
          )}
        </>
      }
      description={description}
      placeholder={placeholder}
      value={form.values[name]}
      issues={form.issuesOf(name)}
      onChange={value => form.set(name, value)}
    />
  )
}

/** Goes in and never comes out. */
function SecretField({ form }: FieldsProps) {
  const { t } = useTranslation()
  const { values, view, hasSecret, set } = form
  const keeps = hasSecret && !values.forgetSecret
  return (
    <>
      <PasswordInput
        id={clientFieldId('secret')}
        label={t('clientForm.secret')}
        required={view.secret === 'needed' && !hasSecret}
        placeholder={keeps ? t('inboxForm.passwordStored') : undefined}
        description={
          keeps
            ? t('inboxForm.passwordKept')
            : t(`clientForm.secretHelp.${view.secret === 'needed' ? 'needed' : 'possible'}`)
        }
        autoComplete="new-password"
        disabled={values.forgetSecret}
        value={values.secret}
        error={errorOf(form.issuesOf('secret'))}
        aria-invalid={form.issuesOf('secret').length > 0}
        onChange={event => set('secret', event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('clientForm.showSecret') }}
      />
      {hasSecret && view.secret === 'possible' && (
        <Checkbox
          label={t('clientForm.forgetSecret')}
          checked={values.forgetSecret}
          onChange={event => {
            set('secret', '')
            set('forgetSecret', event.currentTarget.checked)
          }}
        />
      )}
    </>
  )
}
