import { Button, Skeleton } from '@mantine/core'
import { IconRefresh, IconSettings } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOfferedCommands } from '../../commands/commands.ts'
import { FailureNote } from '../../components/failure-note.tsx'
import { ForeignText } from '../../components/foreign-text.tsx'
import { Page } from '../../components/page.tsx'
import { addressOf, goTo } from '../../navigation.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { hostStatus, inboxDetail, inboxes } from '../../stores/queries.ts'
import { inboxMessages } from '../../stores/views.ts'
import { FirstLookDialog } from '../first-look/first-look-dialog.tsx'
import { Books } from './books.tsx'
import { InboxHealth } from './inbox-health.tsx'
import { InboxMenu } from './inbox-menu.tsx'
import { InboxNote } from './inbox-note.tsx'
import { InboxTabs } from './inbox-tabs.tsx'
import { MessageList } from './message-list.tsx'
import { toggleOnly, withFilter } from './message-query.ts'
import { NoMessages } from './no-messages.tsx'
import { ReadonlyQuestion } from './readonly-question.tsx'
import { useCheckNow } from './use-check-now.ts'
import { useCopyInbox } from './use-copy-inbox.ts'

/** The content of one mailbox as the desk sees it. */
export function InboxScreen({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const all = useQuery(inboxes, {}).data
  const inbox = all?.find(each => each.id === id) ?? null
  const polling = useQuery(hostStatus, {}).data?.polling ?? true
  const { busy, checkNow } = useCheckNow(id)
  const list = inboxMessages(id)
  const shown = list.useState(state => state.query.filter?.states)
  const name = inbox?.name ?? ''
  const [firstLook, setFirstLook] = useState(false)
  const chooseFirst = () => setFirstLook(true)
  const { duplicate } = useCopyInbox({ id, name })
  useOfferedCommands([
    { id: 'check-now', group: 'here', label: t('inbox.checkNow'), key: 'c', run: () => void checkNow() },
    { id: 'settings', group: 'here', label: t('inbox.settings'), run: () => goTo(addressOf.inboxSettings(id)) },
    { id: 'duplicate', group: 'here', label: t('inbox.duplicate'), run: duplicate },
  ])
  return (
    <Page
      kind="list"
      title={name}
      parent={{ title: t('frame.inboxes'), address: addressOf.inboxes }}
      below={inbox ? <Below inbox={inbox} /> : <Skeleton height={14} width={480} my={4} />}
      actions={
        <>
          <Button
            variant="default"
            component="a"
            href={addressOf.inboxSettings(id)}
            leftSection={<IconSettings size={16} aria-hidden />}
          >
            {t('inbox.settings')}
          </Button>
          <Button
            loading={busy || (inbox?.health.polling ?? false)}
            onClick={checkNow}
            leftSection={<IconRefresh size={16} aria-hidden />}
          >
            {t('inbox.checkNow')}
          </Button>
          {inbox && <InboxMenu inbox={inbox} size={36} />}
        </>
      }
    >
      <InboxTabs id={id} current="content" />
      {inbox ? (
        <>
          <ReadonlyQuestion inbox={inbox} />
          <InboxNote inbox={inbox} polling={polling} onFirstLook={chooseFirst} />
          <Books
            counts={inbox.counts}
            onServer={inbox.onServer}
            shown={shown ?? []}
            onToggle={state =>
              list.ask(withFilter(list.useState.getState().query, { states: toggleOnly(shown, state) }))
            }
          />
        </>
      ) : (
        all && <NoSuchInbox id={id} />
      )}
      <MessageList
        list={list}
        label={t('inbox.messages', { name })}
        inboxId={id}
        empty={<NoMessages inbox={inbox} onFirstLook={chooseFirst} onCheck={checkNow} />}
      />
      <FirstLookDialog inboxId={id} opened={firstLook} onClose={() => setFirstLook(false)} />
    </Page>
  )
}

/** The engine knows in which words. */
function NoSuchInbox({ id }: { readonly id: string }) {
  const { error, refresh } = useQuery(inboxDetail, { id })
  return error && <FailureNote message={error.message} onRetry={refresh} />
}

type BelowProps = { readonly inbox: Parameters<typeof InboxHealth>[0]['inbox'] }

/** Where the mail lies, who signs in there, and how it does. */
function Below({ inbox }: BelowProps) {
  return (
    <span className="inbox-below">
      {inbox.login !== '' && <ForeignText>{inbox.login}</ForeignText>}
      <ForeignText>{inbox.where}</ForeignText>
      <InboxHealth inbox={inbox} />
    </span>
  )
}
