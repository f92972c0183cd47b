import './errors.css'
import { Button } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../components/empty-state.tsx'
import { FailureNote } from '../../components/failure-note.tsx'
import { Page } from '../../components/page.tsx'
import { addressOf } from '../../navigation.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { causes } from '../../stores/queries.ts'
import { messageList } from '../../stores/views.ts'
import { MessageList } from '../inbox/message-list.tsx'
import { nameOfCause } from './cause-name.ts'
import { CauseRemedies } from './cause-remedies.tsx'

/** All messages that wait for one cause, one by one. */
export function CauseScreen({ code }: { readonly code: string }) {
  const { t } = useTranslation()
  const query = useQuery(causes, {})
  const cause = query.data?.find(each => each.code === code)
  const name = nameOfCause(t, cause ?? { code, reason: code })
  return (
    <Page
      kind="list"
      title={name}
      parent={{ title: t('errors.title'), address: addressOf.errors }}
      below={t('errors.waiting', { count: cause?.count ?? 0 })}
      actions={cause && <CauseRemedies cause={cause} size="sm" isOwnPage />}
    >
      {query.error && <FailureNote message={query.error.message} onRetry={query.refresh} />}
      <MessageList
        list={messageList(`errors ${code}`, { filter: { causes: [code] } })}
        label={t('errors.messages', { cause: name })}
        empty={
          <div className="errors-proud">
            <EmptyState
              icon={<IconCircleCheck size={40} stroke={1.2} aria-hidden />}
              title={t('errors.noneOfCause')}
              advice={t('errors.noneOfCauseAdvice')}
            >
              <Button variant="default" component="a" href={addressOf.errors}>
                {t('errors.toErrors')}
              </Button>
            </EmptyState>
          </div>
        }
      />
    </Page>
  )
}
