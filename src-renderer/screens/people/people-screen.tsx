import './people.css'
import { Button } from '@mantine/core'
import { IconPlus, IconSearchOff, IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../../src-preload/contract/entities/person.ts'
import { useOfferedCommands } from '../../commands/commands.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Page } from '../../components/page.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { ViewTable } from '../../lists/view-table.tsx'
import { addressOf, goTo } from '../../navigation.ts'
import { personList } from './people-lists.ts'
import { fullNameOf, usePersonColumns } from './person-columns.tsx'

export const openPerson = ({ id }: Person) => goTo(addressOf.person(id))
export const nameOfPerson = (person: Person) => fullNameOf(person)

/** Everybody the desk knows. */
export function PeopleScreen() {
  const { t } = useTranslation()
  const list = personList('people', { search: '', organisationId: null })
  const { search } = list.useState(state => state.query)
  const total = list.useState(state => state.total)
  const columns = usePersonColumns(true)
  const add = () => goTo(addressOf.newPerson)
  useOfferedCommands([{ id: 'people add', group: 'here', label: t('people.add'), key: 'n', run: add }])
  return (
    <Page
      kind="list"
      title={t('people.title')}
      below={total === null ? <>&nbsp;</> : t('people.count', { count: total })}
      actions={
        <>
          <SearchField
            label={t('people.search')}
            searched={search}
            onSearch={text => list.ask({ search: text, organisationId: null })}
          />
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
            {t('people.add')}
          </Button>
        </>
      }
    >
      <ViewTable
        list={list}
        label={t('people.title')}
        columns={columns}
        nameOf={nameOfPerson}
        onOpen={openPerson}
        empty={search === '' ? <NoPeople /> : <NobodyFound />}
      />
    </Page>
  )
}

function NoPeople() {
  const { t } = useTranslation()
  return (
    <EmptyState icon={<IconUsers size={40} stroke={1.2} />} title={t('people.none')} advice={t('people.noneAdvice')} />
  )
}

function NobodyFound() {
  const { t } = useTranslation()
  return (
    <EmptyState
      icon={<IconSearchOff size={40} stroke={1.2} />}
      title={t('people.noneFound')}
      advice={t('people.noneFoundAdvice')}
    />
  )
}
