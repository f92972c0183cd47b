import { Input, NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { IconAlertTriangleFilled } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { InboxConfig } from '../../../src-preload/contract/entities/inbox.ts'
import { errorOf, FieldIssues } from '../../forms/field-issues.tsx'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { fieldId } from './field-id.ts'
import { textField } from './text-field.ts'

type Security = InboxConfig['security']

/** Which server, how the line to it is kept private. */
export function ServerFields({ form }: { readonly form: InboxForm }) {
  const { t } = useTranslation()
  const { values, set, issuesOf } = form
  const portIssues = issuesOf('port')
  const secure = (security: Security) => {
    // A port that only repeats the usual one follows; any other was meant.
    if (values.port === standardPort(values)) set('port', '')
    set('security', security)
  }
  return (
    <>
      <TextInput
        {...textField(form, t, 'server')}
        required
        placeholder={values.protocol === 'pop3' ? 'pop.example.org' : 'imap.example.org'}
      />
      <div className="inbox-form-pair">
        <Select
          id={fieldId('security')}
          label={t('inboxForm.security')}
          value={values.security}
          allowDeselect={false}
          error={errorOf(issuesOf('security'))}
          onChange={value => secure(InboxConfig.shape.security.parse(value ?? undefined))}
          data={[
            { value: 'tls', label: t('inboxForm.tls') },
            { value: 'starttls', label: t('inboxForm.starttls') },
            { value: 'none', label: t('inboxForm.none') },
          ]}
        />
        <NumberInput
          id={fieldId('port')}
          label={t('inboxForm.port')}
          placeholder={String(standardPort(values))}
          hideControls
          allowDecimal={false}
          allowNegative={false}
          value={values.port}
          error={portIssues.length > 0}
          aria-describedby={portIssues.length > 0 ? 'inbox-port-error' : undefined}
          onChange={value => set('port', value)}
        />
        {portIssues.length > 0 && (
          // The field is too narrow for a sentence.
          <Input.Error id="inbox-port-error" className="inbox-form-wide">
            <FieldIssues issues={portIssues} />
          </Input.Error>
        )}
      </div>
      {values.security === 'none' ? (
        <Warning>{t('inboxForm.noneWarning')}</Warning>
      ) : (
        <>
          <Switch
            id={fieldId('validate_certificate')}
            label={t('inboxForm.validate_certificate')}
            description={t('inboxForm.validate_certificateHelp')}
            checked={values.validate_certificate}
            error={errorOf(issuesOf('validate_certificate'))}
            onChange={event => set('validate_certificate', event.currentTarget.checked)}
          />
          {!values.validate_certificate && <Warning>{t('inboxForm.uncheckedWarning')}</Warning>}
        </>
      )}
    </>
  )
}

function Warning({ children }: { readonly children: string }) {
  return (
    <p className="note-bad bad form-warning" role="note">
      <IconAlertTriangleFilled size={16} aria-hidden />
      <span>{children}</span>
    </p>
  )
}

/** Ports follow protocol and security (RFC 8314, RFC 9051, RFC 1939). */
export function standardPort({ protocol, security }: Pick<InboxConfig, 'protocol' | 'security'>): number {
  if (protocol === 'pop3') return security === 'tls' ? 995 : 110
  return security === 'tls' ? 993 : 143
}
