import { Badge, Skeleton, TextInput } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { Settings } from '../../../src-preload/contract/settings/settings.ts'
import { Fold } from '../../forms/fold.tsx'
import { sectionNames, settingFields } from '../../forms/setting-fields.ts'
import { SettingOverride } from '../../forms/setting-override.tsx'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { fieldId } from './field-id.ts'
import { ChosenMechanism, MechanismFields } from './mechanism-fields.tsx'
import { useWithoutEffect } from './on-server-note.tsx'
import { textField } from './text-field.ts'

type AdvancedSectionProps = { readonly form: InboxForm; readonly globals: Settings | null }

/** Seldom needed: a certificate of one's own, how the sign-in is said, and settings that differ from the global ones. */
export function AdvancedSection({ form, globals }: AdvancedSectionProps) {
  const { t } = useTranslation()
  const withoutEffect = useWithoutEffect(form)
  return (
    <section className="form-section form-advanced" aria-labelledby="section-advanced">
      <h2 id="section-advanced">{t('inboxForm.advancedSection')}</h2>
      <p className="dimmed">{t('inboxForm.advancedHelp')}</p>
      {form.values.protocol !== 'folder' && form.values.security !== 'none' && (
        <Fold title={t('inboxForm.certificate')}>
          <TextInput
            {...textField(form, t, 'ca_file')}
            placeholder="/etc/ssl/our-authority.pem"
            description={t('inboxForm.ca_fileHelp')}
          />
          <TextInput
            {...textField(form, t, 'pinned_certificate')}
            placeholder="9F:86:D0:81:…"
            description={t('inboxForm.pinned_certificateHelp')}
          />
        </Fold>
      )}
      {form.values.protocol !== 'folder' && (
        <Fold title={t('inboxForm.mechanism')} note={<ChosenMechanism form={form} />}>
          <MechanismFields form={form} />
        </Fold>
      )}
      {sectionNames.map(section => (
        <Fold key={section} title={t(`settingSection.${section}`)} note={<OwnValues form={form} section={section} />}>
          {globals === null ? (
            <Skeleton height={160} />
          ) : (
            settingFields
              .filter(field => field.section === section)
              .map(field => (
                <Fragment key={field.name}>
                  <SettingOverride
                    id={fieldId(`settings.${field.name}`)}
                    field={field}
                    typed={form.overrides[field.name] ?? null}
                    globalValue={globals[field.name]}
                    issues={form.issuesOf(`settings.${field.name}`)}
                    onChange={typed => form.setOverride(field.name, typed)}
                  />
                  {field.name === 'undesired-purge-delay' && withoutEffect !== null && (
                    <p className="dimmed">{withoutEffect}</p>
                  )}
                </Fragment>
              ))
          )}
        </Fold>
      ))}
    </section>
  )
}

function OwnValues({ form, section }: { readonly form: InboxForm; readonly section: string }) {
  const { t } = useTranslation()
  const own = settingFields.filter(field => field.section === section && (form.overrides[field.name] ?? null) !== null)
  if (own.length === 0) return null
  return (
    <Badge size="sm" variant="light" tt="none" fw={500}>
      {t('inboxForm.ownValues', { count: own.length })}
    </Badge>
  )
}
