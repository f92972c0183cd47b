import type { TFunction } from 'i18next'
import type { ChangeEvent, ReactNode } from 'react'
import { errorOf } from '../../forms/field-issues.tsx'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { fieldId } from './field-id.ts'

export type TextName =
  | 'name'
  | 'server'
  | 'login'
  | 'path'
  | 'ca_file'
  | 'pinned_certificate'
  | 'ticket_default_title'
  | 'title_pattern'

/** What every text field of the form has: label, value, what is wrong with it. */
export function textField(form: InboxForm, t: TFunction, name: TextName) {
  return {
    id: fieldId(name),
    label: t(`inboxForm.${name}`) as ReactNode,
    value: form.values[name],
    error: errorOf(form.issuesOf(name)),
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event: ChangeEvent<HTMLInputElement>) => form.set(name, event.currentTarget.value),
  }
}
