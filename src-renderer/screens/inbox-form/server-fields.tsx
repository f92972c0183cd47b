import { Checkbox, NumberInput, PasswordInput, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { InboxFormState } from '../../forms/inbox-form-state.ts'

type ServerFieldsProps = { readonly form: InboxFormState; readonly hasPassword: boolean }

/** Where the mail is and how to get at it. */
export function ServerFields({ form, hasPassword }: ServerFieldsProps) {
  const { t } = useTranslation()
  const { values, set, errorOf } = form
  const isFolder = values.protocol === 'folder'
  const field = (name: 'name' | 'server' | 'login' | 'mailbox' | 'path') => ({
    name,
    label: t(`inboxForm.${name}`),
    value: values[name],
    error: errorOf(name),
    onChange: (event: { currentTarget: { value: string } }) => set(name, event.currentTarget.value),
  })
  return (
    <fieldset>
      <legend>{t('inboxForm.server_section')}</legend>
      <TextInput {...field('name')} required placeholder={t('inboxForm.namePlaceholder')} data-autofocus />
      <div>
        <span className="field-label" id="protocol-label">
          {t('inboxForm.protocol')}
        </span>
        <SegmentedControl
          fullWidth
          aria-labelledby="protocol-label"
          value={values.protocol}
          onChange={value => set('protocol', value === 'folder' || value === 'pop3' ? value : 'imap')}
          data={[
            { value: 'imap', label: 'IMAP' },
            { value: 'pop3', label: 'POP3' },
            { value: 'folder', label: t('inboxForm.folderProtocol') },
          ]}
        />
      </div>
      {isFolder ? (
        <TextInput {...field('path')} required description={t('inboxForm.pathHelp')} />
      ) : (
        <>
          <TextInput
            {...field('server')}
            required
            placeholder="mail.example.org"
            autoComplete="off"
            spellCheck={false}
          />
          <div className="inbox-form-pair">
            <Select
              label={t('inboxForm.security')}
              value={values.security}
              allowDeselect={false}
              error={errorOf('security')}
              onChange={value => set('security', value === 'starttls' || value === 'none' ? value : 'tls')}
              data={[
                { value: 'tls', label: t('inboxForm.tls') },
                { value: 'starttls', label: t('inboxForm.starttls') },
                { value: 'none', label: t('inboxForm.none') },
              ]}
            />
            <NumberInput
              label={t('inboxForm.port')}
              placeholder={String(standardPort(values.protocol, values.security))}
              hideControls
              allowDecimal={false}
              allowNegative={false}
              value={values.port}
              error={errorOf('port')}
              onChange={value => set('port', value)}
            />
          </div>
          {values.security === 'none' && <p className="bad small">{t('inboxForm.noneWarning')}</p>}
          <TextInput {...field('login')} required autoComplete="off" spellCheck={false} />
          <PasswordInput
            label={t('inboxForm.password')}
            placeholder={hasPassword ? t('inboxForm.passwordKept') : undefined}
            autoComplete="new-password"
            value={form.password}
            error={errorOf('password')}
            onChange={event => form.setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('inboxForm.showPassword') }}
          />
          {values.protocol === 'imap' && <TextInput {...field('mailbox')} description={t('inboxForm.mailboxHelp')} />}
        </>
      )}
      <Checkbox
        label={t('inboxForm.active')}
        description={t('inboxForm.activeHelp')}
        checked={values.active}
        onChange={event => set('active', event.currentTarget.checked)}
      />
    </fieldset>
  )
}

/** Ports follow protocol and security (RFC 8314, RFC 9051, RFC 1939). */
function standardPort(protocol: 'imap' | 'pop3' | 'folder', security: 'tls' | 'starttls' | 'none'): number {
  if (protocol === 'pop3') return security === 'tls' ? 995 : 110
  return security === 'tls' ? 993 : 143
}
