import './inboxes.css'
import { Button, Skeleton } from '@mantine/core'
import { IconInbox, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOfferedCommands } from '../../commands/commands.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Page } from '../../components/page.tsx'
import { addressOf, goTo } from '../../navigation.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { inboxes } from '../../stores/queries.ts'
import { FirstLookDialog } from '../first-look/first-look-dialog.tsx'
import { InboxRow } from './inbox-row.tsx'
import { walkRows } from './walk-rows.ts'

/** All mailboxes that Postdesk watches, or could. */
export function InboxesScreen() {
  const { t } = useTranslation()
  const list = useQuery(inboxes, {})
  const [looking, setLooking] = useState<string | null>(null)
  useOfferedCommands([
    { id: 'add-inbox', group: 'here', label: t('frame.addInbox'), key: 'n', run: () => goTo(addressOf.newInbox) },
    { id: 'next-inbox', group: 'here', label: t('commands.list.down'), key: 'j', run: () => walkRows(1) },
    { id: 'previous-inbox', group: 'here', label: t('commands.list.up'), key: 'k', run: () => walkRows(-1) },
  ])
  return (
    <Page
      title={t('frame.inboxes')}
      below={t('inboxes.below')}
      actions={
        <Button component="a" href={addressOf.newInbox} leftSection={<IconPlus size={16} />}>
          {t('inboxes.add')}
        </Button>
      }
    >
      <Loaded query={list} skeleton={<RowsSkeleton />}>
        {data =>
          data.length === 0 ? (
            <EmptyState
              icon={<IconInbox size={40} stroke={1.2} />}
              title={t('inboxes.none')}
              advice={t('inboxes.noneAdvice')}
            >
              <Button variant="default" component="a" href={addressOf.newInbox}>
                {t('inboxes.add')}
              </Button>
            </EmptyState>
          ) : (
            <ul className="inbox-rows" aria-label={t('frame.inboxes')}>
              {data.map(inbox => (
                <InboxRow key={inbox.id} inbox={inbox} onLook={setLooking} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <FirstLookDialog inboxId={looking ?? ''} opened={looking !== null} onClose={() => setLooking(null)} />
    </Page>
  )
}

function RowsSkeleton() {
  return (
    <div className="inbox-rows">
      <Skeleton height={148} radius={12} />
      <Skeleton height={148} radius={12} />
    </div>
  )
}
