import { Button, TextInput } from '@mantine/core'
import { IconCircleCheckFilled } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../bridge/bridge.ts'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { ForeignText } from '../../components/foreign-text.tsx'
import { formatBytes, formatNumber } from '../../components/format.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { hostStatus } from '../../stores/queries.ts'
import { dayOf } from '../first-look/local-day.ts'
import { TaskPanel } from './task-panel.tsx'
import { useTask } from './use-task.ts'

type CopyStoreProps = { readonly kind: 'backup' | 'export' }

/** Writes everything elsewhere: a backup into one file, an export into a folder. Both while Postdesk runs. */
export function CopyStore({ kind }: CopyStoreProps) {
  const { t } = useTranslation()
  const dataDir = useQuery(hostStatus, {}).data?.dataDir ?? ''
  const [path, setPath] = useState('')
  const { busy, result, failure, run, clear } = useTask<string>()
  const write = (force: boolean) =>
    run(async () => {
      if (kind === 'backup') {
        const { sizeBytes } = await call('store.backup', { file: path.trim(), force })
        return t('settings.backupDone', { size: formatBytes(sizeBytes) })
      }
      const { tickets, messages } = await call('store.export', { dir: path.trim(), force })
      return t('settings.exportDone', { tickets: formatNumber(tickets), messages: formatNumber(messages) })
    })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (path.trim() !== '') await write(false)
  }
  return (
    <TaskPanel title={t(`settings.${kind}`)} help={t(`settings.${kind}Help`)} action={null}>
      <form className="task-form" onSubmit={submit}>
        <TextInput
          label={t(`settings.${kind}Path`)}
          placeholder={suggestionFor(kind, dataDir)}
          autoComplete="off"
          spellCheck={false}
          value={path}
          error={failure ? <ForeignText whole>{failure.message}</ForeignText> : undefined}
          onChange={event => {
            setPath(event.currentTarget.value)
            clear()
          }}
        />
        <Button type="submit" variant="default" loading={busy} disabled={path.trim() === ''}>
          {t(`settings.${kind}Go`)}
        </Button>
      </form>
      {failure?.code === 'conflict' && (
        <ConfirmButton
          className="task-replace"
          sentence={t(`settings.${kind}ReplaceSentence`, { path: path.trim() })}
          verb={t(`settings.${kind}Replace`)}
          onConfirm={() => write(true)}
        >
          {t(`settings.${kind}Replace`)}
        </ConfirmButton>
      )}
      <p className="task-done" role="status">
        {result !== null && (
          <span className="mark">
            <IconCircleCheckFilled size={18} className="good" aria-hidden />
            {result}
          </span>
        )}
      </p>
    </TaskPanel>
  )
}

/** Beside the data folder, in the way that the host writes paths. */
function suggestionFor(kind: CopyStoreProps['kind'], dataDir: string): string {
  const sign = dataDir.includes('\\') ? '\\' : '/'
  const parent = dataDir.split(sign).slice(0, -1).join(sign)
  const day = dayOf(Date.now())
  return kind === 'backup' ? `${parent}${sign}postdesk-${day}.backup` : `${parent}${sign}postdesk-export-${day}`
}
