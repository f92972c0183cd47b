import './people.css'
import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Loaded } from '../../components/loaded.tsx'
import { Page } from '../../components/page.tsx'
import { addressOf } from '../../navigation.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { personDetail } from '../../stores/queries.ts'
import { TicketsOf } from '../tickets/tickets-of.tsx'
import { fullNameOf } from './person-columns.tsx'
import { PersonForm } from './person-form.tsx'

/** One person: what is known about him beside his tickets; without an id, the form for a new one. */
export function PersonScreen({ id }: { readonly id?: string }) {
  return id === undefined ? <NewPerson /> : <KnownPerson id={id} />
}

function NewPerson() {
  const { t } = useTranslation()
  return (
    <Page title={t('people.add')} parent={{ title: t('people.title'), address: addressOf.people }}>
      <PersonForm person={null} />
    </Page>
  )
}

function KnownPerson({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const query = useQuery(personDetail, { id })
  const person = query.data
  const name = person ? fullNameOf(person) : ''
  return (
    <Page
      kind="list"
      title={name}
      parent={{ title: t('people.title'), address: addressOf.people }}
      below={
        person ? (
          <span className="row">
            {person.organisationId !== null && (
              <a href={addressOf.organisation(person.organisationId)} className="cut">
                {person.organisationName}
              </a>
            )}
            {!person.active && <span>{t('people.inactive')}</span>}
            &nbsp;
          </span>
        ) : (
          <Skeleton height={16} width={160} />
        )
      }
    >
      <Loaded query={query} skeleton={<FormSkeleton />}>
        {known => (
          <div className="person-columns">
            <div className="person-side">
              <PersonForm person={known} />
            </div>
            <TicketsOf
              by="caller"
              id={id}
              name={name}
              title={t('person.tickets')}
              label={t('person.ticketsOf', { name })}
              emptyTitle={t('person.noTickets')}
              emptyAdvice={t('person.noTicketsAdvice')}
            />
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function FormSkeleton() {
  return (
    <div className="person-columns">
      <div className="stack" style={{ gap: 24 }}>
        {['first', 'last', 'organisation', 'addresses'].map(field => (
          <Skeleton key={field} height={56} radius={8} />
        ))}
      </div>
      <Skeleton height={240} radius={12} />
    </div>
  )
}
