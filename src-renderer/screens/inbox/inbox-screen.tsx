import { Button, Skeleton } from '@mantine/core'
import { IconRefresh, IconSettings } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Loaded } from '../../components/loaded.tsx'
import { Page } from '../../components/page.tsx'
import { InboxMark } from '../../components/state-mark.tsx'
import { addressOf } from '../../navigation.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { inboxDetail } from '../../stores/queries.ts'
import { Books } from './books.tsx'
import { MessageList } from './message-list.tsx'
import { useCheckNow } from './use-check-now.ts'

/** The content of one mailbox as the desk sees it. */
export function InboxScreen({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const inbox = useQuery(inboxDetail, { id })
  const { busy, checkNow } = useCheckNow(id)
  return (
    <Page
      title={inbox.data?.name ?? ''}
      parent={{ title: t('frame.overview'), address: addressOf.overview }}
      below={
        inbox.data ? (
          <span className="row" style={{ gap: 16 }}>
            <bdi className="cut" title={inbox.data.where}>
              {inbox.data.where}
            </bdi>
            <InboxMark inbox={inbox.data} />
          </span>
        ) : (
          <Skeleton height={16} width={320} />
        )
      }
      actions={
        <>
          <Button
            variant="default"
            component="a"
            href={addressOf.inboxSettings(id)}
            leftSection={<IconSettings size={16} />}
          >
            {t('inbox.settings')}
          </Button>
          <Button
            loading={busy || (inbox.data?.health.polling ?? false)}
            onClick={checkNow}
            leftSection={<IconRefresh size={16} />}
          >
            {t('overview.checkNow')}
          </Button>
        </>
      }
    >
      <Loaded query={inbox} skeleton={<Skeleton height={40} width={480} />}>
        {({ counts, onServer, health }) => (
          <>
            {health.lastError !== null && (
              <p className="note-bad wrap-anywhere" style={{ marginBottom: 16 }}>
                {health.lastError}
              </p>
            )}
            <Books counts={counts} onServer={onServer} />
          </>
        )}
      </Loaded>
      <MessageList inboxId={id} />
    </Page>
  )
}
