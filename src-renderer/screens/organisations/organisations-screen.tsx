import '../people/people.css'
import { Button } from '@mantine/core'
import { IconBuilding, IconPlus, IconSearchOff } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Organisation } from '../../../src-preload/contract/entities/person.ts'
import { useOfferedCommands } from '../../commands/commands.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ForeignText } from '../../components/foreign-text.tsx'
import { Page } from '../../components/page.tsx'
import { SearchField } from '../../components/search-field.tsx'
import type { Column } from '../../lists/column.ts'
import { ViewTable } from '../../lists/view-table.tsx'
import { addressOf, goTo } from '../../navigation.ts'
import { organisationList } from '../people/people-lists.ts'

const openOrganisation = ({ id }: Organisation) => goTo(addressOf.organisation(id))
const nameOf = ({ name }: Organisation) => name

/** All organisations with their mail domains. */
export function OrganisationsScreen() {
  const { t } = useTranslation()
  const list = organisationList()
  const { search } = list.useState(state => state.query)
  const total = list.useState(state => state.total)
  const columns = useOrganisationColumns()
  const add = () => goTo(addressOf.organisation('new'))
  useOfferedCommands([{ id: 'organisations add', group: 'here', label: t('organisations.add'), key: 'n', run: add }])
  return (
    <Page
      kind="list"
      title={t('organisations.title')}
      below={total === null ? <>&nbsp;</> : t('organisations.count', { count: total })}
      actions={
        <>
          <SearchField
            label={t('organisations.search')}
            searched={search}
            onSearch={text => list.ask({ search: text })}
          />
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
            {t('organisations.add')}
          </Button>
        </>
      }
    >
      <ViewTable
        list={list}
        label={t('organisations.title')}
        columns={columns}
        nameOf={nameOf}
        onOpen={openOrganisation}
        empty={<Empty searched={search !== ''} />}
      />
    </Page>
  )
}

function useOrganisationColumns(): readonly Column<Organisation>[] {
  const { t } = useTranslation()
  return useMemo(() => {
    const none = t('organisations.noDomains')
    return [
      {
        id: 'name',
        head: t('organisations.name'),
        track: 'minmax(0, 2fr)',
        cell: ({ id, name }) => (
          <a className="list-open" href={addressOf.organisation(id)} tabIndex={-1}>
            <ForeignText>{name}</ForeignText>
          </a>
        ),
      },
      {
        id: 'domains',
        head: t('organisations.domains'),
        track: 'minmax(0, 3fr)',
        cell: ({ domains }) => (
          <span className="dimmed">
            <ForeignText>{domains.length === 0 ? none : domains.join(' · ')}</ForeignText>
          </span>
        ),
      },
    ]
  }, [t])
}

function Empty({ searched }: { readonly searched: boolean }) {
  const { t } = useTranslation()
  const Icon = searched ? IconSearchOff : IconBuilding
  return (
    <EmptyState
      icon={<Icon size={40} stroke={1.2} />}
      title={searched ? t('organisations.noneFound') : t('organisations.none')}
      advice={searched ? t('organisations.noneFoundAdvice') : t('organisations.noneAdvice')}
    />
  )
}
