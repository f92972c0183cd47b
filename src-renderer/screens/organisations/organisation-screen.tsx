import '../people/people.css'
import { Skeleton, Tabs } from '@mantine/core'
import { IconBuilding, IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Organisation } from '../../../src-preload/contract/entities/person.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Page } from '../../components/page.tsx'
import { ViewTable } from '../../lists/view-table.tsx'
import { addressOf } from '../../navigation.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { organisations } from '../../stores/queries.ts'
import { personList } from '../people/people-lists.ts'
import { nameOfPerson, openPerson } from '../people/people-screen.tsx'
import { usePersonColumns } from '../people/person-columns.tsx'
import { TicketsOf } from '../tickets/tickets-of.tsx'
import { OrganisationForm } from './organisation-form.tsx'

/** The address of an organisation that is not there yet. */
const NEW = 'new'

/** One organisation: name and domains beside its people and tickets. */
export function OrganisationScreen({ id }: { readonly id: string }) {
  const { t } = useTranslation()
  const query = useQuery(organisations, {})
  const parent = { title: t('organisations.title'), address: addressOf.organisations }
  if (id === NEW) {
    return (
      <Page title={t('organisations.add')} parent={parent}>
        <OrganisationForm organisation={null} />
      </Page>
    )
  }
  const organisation = query.data?.find(each => each.id === id)
  return (
    <Page kind="list" title={organisation?.name ?? ''} parent={parent}>
      <Loaded query={query} skeleton={<Skeleton height={240} radius={12} />}>
        {() => (organisation ? <Known organisation={organisation} /> : <Gone />)}
      </Loaded>
    </Page>
  )
}

function Known({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useTranslation()
  const { id, name } = organisation
  return (
    <div className="person-columns">
      <div className="person-side">
        <OrganisationForm organisation={organisation} />
      </div>
      <Tabs defaultValue="people" keepMounted={false} className="organisation-lists">
        <Tabs.List aria-label={t('organisation.lists')}>
          <Tabs.Tab value="people">{t('organisation.people')}</Tabs.Tab>
          <Tabs.Tab value="tickets">{t('organisation.tickets')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="people">
          <PeopleOf organisation={organisation} />
        </Tabs.Panel>
        <Tabs.Panel value="tickets">
          <TicketsOf
            by="organisation"
            id={id}
            name={name}
            title={t('organisation.tickets')}
            label={t('organisation.ticketsOf', { name })}
            emptyTitle={t('organisation.noTickets')}
            emptyAdvice={t('organisation.noTicketsAdvice')}
          />
        </Tabs.Panel>
      </Tabs>
    </div>
  )
}

function PeopleOf({ organisation: { id, name } }: { readonly organisation: Organisation }) {
  const { t } = useTranslation()
  const columns = usePersonColumns(false)
  return (
    <ViewTable
      list={personList(`organisation ${id}`, { search: '', organisationId: id })}
      label={t('organisation.peopleOf', { name })}
      columns={columns}
      nameOf={nameOfPerson}
      onOpen={openPerson}
      empty={
        <EmptyState
          icon={<IconUsers size={40} stroke={1.2} />}
          title={t('organisation.noPeople')}
          advice={t('organisation.noPeopleAdvice')}
        />
      }
    />
  )
}

function Gone() {
  const { t } = useTranslation()
  return (
    <EmptyState
      icon={<IconBuilding size={40} stroke={1.2} />}
      title={t('organisation.gone')}
      advice={t('organisations.noneAdvice')}
    >
      <a href={addressOf.organisations}>{t('organisation.toList')}</a>
    </EmptyState>
  )
}
