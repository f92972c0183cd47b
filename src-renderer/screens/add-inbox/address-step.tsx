import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { EmailAddress } from '../../../src-preload/contract/entities/inbox.ts'
import { focusField } from '../../forms/focus-field.ts'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { addressOf } from '../../navigation.ts'
import { fieldId } from '../inbox-form/field-id.ts'
import { textField } from '../inbox-form/text-field.ts'
import { StepForm } from './step-form.tsx'
import { suggestName } from './suggest-name.ts'
import type { Guide } from './use-guide.ts'

/** Whose mail it is. The search for its servers begins as soon as the address is known. */
export function AddressStep({ form, guide }: { readonly form: InboxForm; readonly guide: Guide }) {
  const { t } = useTranslation()
  const [isWrong, setWrong] = useState(false)
  const { address, search } = guide
  const { name, own_addresses } = form.values
  const write = (next: string) => {
    setWrong(false)
    guide.setAddress(next)
    // What follows from the address follows it, until somebody writes something else.
    if (name === suggestName(address)) form.set('name', suggestName(next))
    if (own_addresses === address.trim()) form.set('own_addresses', next.trim())
  }
  const goOn = async () => {
    const typed = address.trim()
    if (!EmailAddress.max(320).safeParse(typed).success) {
      setWrong(true)
      focusField(fieldId('address'))
      return
    }
    const [nameless] = form.show(['name'])
    if (nameless) {
      focusField(fieldId('name'))
      return
    }
    // Somebody who looked at all settings on the way.
    if (form.values.protocol === 'folder') form.set('protocol', 'imap')
    if (search.askedFor !== typed) void search.look(typed)
    guide.goOn()
  }
  return (
    <StepForm
      guide={guide}
      onGoOn={goOn}
      aside={
        <a href={addressOf.newInboxForm} onClick={() => form.set('protocol', 'folder')}>
          {t('guide.folderOnDisk')}
        </a>
      }
    >
      <TextInput
        id={fieldId('address')}
        type="email"
        required
        withAsterisk={false}
        label={t('finder.address')}
        description={t('guide.addressHelp')}
        placeholder="support@example.org"
        autoComplete="off"
        spellCheck={false}
        value={address}
        error={isWrong && t('form.check.address')}
        onChange={event => write(event.currentTarget.value)}
      />
      <TextInput
        {...textField(form, t, 'name')}
        required
        withAsterisk={false}
        placeholder={t('inboxForm.namePlaceholder')}
        description={t('inboxForm.nameHelp')}
      />
    </StepForm>
  )
}
