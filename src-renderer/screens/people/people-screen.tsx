import { IconUserOff, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { InputOf } from '../../../src-preload/contract/procedures.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ForeignText } from '../../components/foreign-text.tsx'
import { ListSkeleton, Loaded } from '../../components/loaded.tsx'
import { Page } from '../../components/page.tsx'
import { Pager } from '../../components/pager.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { useQuery } from '../../stores/create-query-store.ts'
import { people } from '../../stores/queries.ts'

const PAGE = 200

export function PeopleScreen() {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const [offset, setOffset] = useState(0)
  const input: InputOf<'persons.list'> = { offset, limit: PAGE }
  if (search !== '') input.search = search
  const query = useQuery(people, input)
  return (
    <Page
      title={t('people.title')}
      below={query.data ? t('people.count', { count: query.data.total }) : <>&nbsp;</>}
      actions={
        <SearchField
          label={t('people.search')}
          onSearch={text => {
            setSearch(text)
            setOffset(0)
          }}
        />
      }
    >
      <Loaded query={query} skeleton={<ListSkeleton />}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <EmptyState
              icon={<IconUsers size={40} stroke={1.2} />}
              title={search === '' ? t('people.none') : t('people.noneFound')}
              advice={search === '' ? t('people.noneAdvice') : t('people.noneFoundAdvice')}
            />
          ) : (
            <>
              <table className="list">
                <thead>
                  <tr>
                    <th>{t('people.name')}</th>
                    <th>{t('people.organisation')}</th>
                    <th>{t('people.addresses')}</th>
                    <th style={{ width: 120 }}>{t('people.state')}</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map(person => (
                    <tr key={person.id}>
                      <td style={{ fontWeight: 500 }}>
                        <ForeignText>{t('people.fullName', person).trim()}</ForeignText>
                      </td>
                      <td className="dimmed">
                        <ForeignText>{person.organisationName}</ForeignText>
                      </td>
                      <td>
                        <ForeignText>
                          {new Intl.ListFormat(undefined, { type: 'unit' }).format(person.addresses)}
                        </ForeignText>
                      </td>
                      <td className="dimmed">
                        {!person.active && (
                          <span className="mark">
                            <IconUserOff size={16} aria-hidden />
                            <span>{t('people.inactive')}</span>
                          </span>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              <Pager offset={offset} page={PAGE} total={total} onChange={setOffset} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}
