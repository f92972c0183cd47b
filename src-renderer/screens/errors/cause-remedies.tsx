import { Button, type ButtonProps } from '@mantine/core'
import { IconRefresh, IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Cause } from '../../../src-preload/contract/entities/message-views.ts'
import { useOfferedCommands } from '../../commands/commands.ts'
import { addressOf } from '../../navigation.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { inboxes } from '../../stores/queries.ts'
import { AddPeopleDialog } from './add-people/add-people-dialog.tsx'
import { nameOfCause } from './cause-name.ts'
import { useCauseActions } from './use-cause-actions.tsx'

type CauseRemediesProps = {
  readonly cause: Cause
  readonly size?: NonNullable<ButtonProps['size']>
  /** On the page of the cause itself there is nothing more to show. */
  readonly isOwnPage?: boolean
}

/** What helps against a cause, the best remedy first. */
export function CauseRemedies({ cause, size = 'xs', isOwnPage = false }: CauseRemediesProps) {
  const { t } = useTranslation()
  const { ask, dialog } = useCauseActions()
  const [addPeople, setAddPeople] = useState(false)
  const { remedy, count, code } = cause
  const name = nameOfCause(t, cause)
  const retry = () => ask('process', [cause])
  useOfferedCommands([
    { id: `retry ${code}`, group: 'here', label: t('errors.retryAll', { count }), detail: name, run: retry },
  ])
  return (
    <span className="cause-remedies">
      {remedy === 'add-people' && (
        <Button size={size} leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => setAddPeople(true)}>
          {t('errors.remedy.add-people', { count: cause.senderCount })}
        </Button>
      )}
      {remedy === 'process-anyway' && (
        <Button size={size} onClick={() => ask('process-anyway', [cause])}>
          {t('errors.remedy.process-anyway')}
        </Button>
      )}
      {remedy === 'check-inbox' && <InboxButtons ids={cause.inboxIds} size={size} />}
      {remedy === 'look' && !isOwnPage && code !== '' && (
        <Button size={size} component="a" href={addressOf.cause(code)}>
          {t('errors.remedy.look', { count })}
        </Button>
      )}
      <Button
        size={size}
        variant={remedy === 'retry' ? 'filled' : 'default'}
        leftSection={<IconRefresh size={16} aria-hidden />}
        onClick={retry}
      >
        {t('errors.retryAll', { count })}
      </Button>
      {remedy !== 'look' && !isOwnPage && code !== '' && (
        <Button size={size} variant="default" component="a" href={addressOf.cause(code)}>
          {t('errors.show', { count })}
        </Button>
      )}
      {dialog}
      {addPeople && <AddPeopleDialog cause={cause} onClose={() => setAddPeople(false)} />}
    </span>
  )
}

type InboxButtonsProps = { readonly ids: readonly string[]; readonly size: NonNullable<ButtonProps['size']> }

function InboxButtons({ ids, size }: InboxButtonsProps) {
  const { t } = useTranslation()
  const known = useQuery(inboxes, {}).data ?? []
  return known
    .filter(({ id }) => ids.includes(id))
    .slice(0, 3)
    .map(({ id, name }) => (
      <Button key={id} size={size} component="a" href={addressOf.inbox(id)} maw={240}>
        <bdi className="cut">{t('errors.remedy.check-inbox', { name })}</bdi>
      </Button>
    ))
}
