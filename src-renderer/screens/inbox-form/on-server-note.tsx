import { IconServer } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { keepsForEver, serverRulesOf } from '../../../src-preload/contract/settings/server-rules.ts'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { settings } from '../../stores/queries.ts'
import { removalSentence } from './removal-sentence.ts'

/** What Postdesk will do in the mailbox by what is typed now, saved or not. */
export function OnServerNote({ form }: { readonly form: InboxForm }) {
  const { t } = useTranslation()
  const globals = useQuery(settings, {}).data
  if (globals === null) return null
  const own = form.overrides['undesired-purge-delay'] ?? null
  const delay = own === null || own === '' ? globals['undesired-purge-delay'] : Number(own)
  return (
    <p className="on-server-note" role="status">
      <IconServer size={16} aria-hidden />
      <span>{removalSentence(t, serverRulesOf(form.values, delay), form.values.target_folder)}</span>
    </p>
  )
}

/** Why a setting that deletes mail has no effect in this inbox; null where it has one. */
export function useWithoutEffect({ values }: InboxForm): string | null {
  const { t } = useTranslation()
  if (values.readonly) return t('onServer.withoutEffectReadonly')
  return keepsForEver(values) ? t('onServer.withoutEffect') : null
}
