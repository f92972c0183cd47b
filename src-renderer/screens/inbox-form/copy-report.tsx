import { Button } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { toast, toastFailure } from '../../components/toast.ts'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { hostStatus } from '../../stores/queries.ts'
import { describeReport } from './connection-report.ts'
import type { TestState } from './use-connection-test.ts'

/** Takes the report of a finished test, without secrets, to whoever runs the mail server. */
export function CopyReport({ state, form }: { readonly state: TestState; readonly form: InboxForm }) {
  const { t } = useTranslation()
  const version = useQuery(hostStatus, {}).data?.version ?? null
  if (state.phase !== 'done') return null
  const { report, at } = state
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(describeReport({ report, at, version, form }, t))
      toast(t('common.copied'))
    } catch {
      toastFailure(t('connection.notCopied'))
    }
  }
  return (
    <Button size="xs" variant="subtle" leftSection={<IconCopy size={14} />} onClick={copy}>
      {t('connection.copy')}
    </Button>
  )
}
