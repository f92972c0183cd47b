import { Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { errorOf } from '../../forms/field-issues.tsx'
import { LinesField } from '../../forms/lines-field.tsx'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { ConnectionPanel } from './connection-panel.tsx'
import { fieldId } from './field-id.ts'
import { FolderField } from './folder-field.tsx'
import { ProtocolField } from './protocol-field.tsx'
import { ServerFields } from './server-fields.tsx'
import { ServerFinder } from './server-finder.tsx'
import { SignInFields } from './sign-in-fields.tsx'
import { textField } from './text-field.ts'

type MailboxSectionProps = { readonly form: InboxForm; readonly hasPassword: boolean }

/** Where the mail is and how to get at it. */
export function MailboxSection({ form, hasPassword }: MailboxSectionProps) {
  const { t } = useTranslation()
  const { values, set, issuesOf } = form
  const isFolder = values.protocol === 'folder'
  return (
    <section className="form-section" aria-labelledby="section-mailbox">
      <h2 id="section-mailbox">{t('inboxForm.mailboxSection')}</h2>
      <TextInput
        {...textField(form, t, 'name')}
        required
        placeholder={t('inboxForm.namePlaceholder')}
        description={t('inboxForm.nameHelp')}
      />
      <ProtocolField form={form} protocols={['imap', 'pop3', 'folder']} />
      {isFolder ? (
        <>
          <TextInput
            {...textField(form, t, 'path')}
            required
            placeholder="/var/mail/support"
            description={t('inboxForm.pathHelp')}
          />
          <Switch
            id={fieldId('follow_links')}
            label={t('inboxForm.follow_links')}
            description={t('inboxForm.follow_linksHelp')}
            checked={values.follow_links}
            onChange={event => set('follow_links', event.currentTarget.checked)}
          />
        </>
      ) : (
        <>
          <ServerFinder form={form} />
          <ServerFields form={form} />
          <SignInFields form={form} hasPassword={hasPassword} />
          {values.protocol === 'imap' && <FolderField form={form} name="mailbox" />}
        </>
      )}
      <ConnectionPanel form={form} />
      <LinesField
        id={fieldId('own_addresses')}
        label={t('inboxForm.own_addresses')}
        description={t('inboxForm.own_addressesHelp')}
        placeholder={'support@example.org'}
        isCode={false}
        value={values.own_addresses}
        issues={issuesOf('own_addresses')}
        onChange={value => set('own_addresses', value)}
      />
      <Switch
        id={fieldId('active')}
        label={t('inboxForm.active')}
        description={t('inboxForm.activeHelp')}
        checked={values.active}
        onChange={event => set('active', event.currentTarget.checked)}
      />
      <Switch
        id={fieldId('readonly')}
        label={t('inboxForm.readonly')}
        description={t('inboxForm.readonlyHelp')}
        checked={values.readonly}
        error={errorOf(issuesOf('readonly'))}
        onChange={event => set('readonly', event.currentTarget.checked)}
      />
    </section>
  )
}
