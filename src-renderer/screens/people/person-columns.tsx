import { IconUserOff } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from '../../../src-preload/contract/entities/person.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import type { Column } from '../../lists/column.ts'
import { addressOf } from '../../navigation.ts'

/** The columns of a list of people; `withOrganisation` off on the page of one. */
export function usePersonColumns(withOrganisation: boolean): readonly Column<Person>[] {
  const { t } = useTranslation()
  return useMemo(() => {
    const inactive = t('people.inactive')
    const columns: readonly Column<Person>[] = [
      {
        id: 'name',
        head: t('people.name'),
        track: 'minmax(0, 2fr)',
        cell: person => (
          <a className="list-open" href={addressOf.person(person.id)} tabIndex={-1}>
            <ForeignText>{fullNameOf(person)}</ForeignText>
          </a>
        ),
      },
      {
        id: 'organisation',
        head: t('people.organisation'),
        track: 'minmax(0, 2fr)',
        cell: ({ organisationName }) => (
          <span className="dimmed">
            <ForeignText>{organisationName}</ForeignText>
          </span>
        ),
      },
      {
        id: 'addresses',
        head: t('people.addresses'),
        track: 'minmax(0, 3fr)',
        cell: ({ addresses }) => (
          <span className="person-addresses">
            <ForeignText>{addresses[0] ?? ''}</ForeignText>
            {addresses.length > 1 && (
              <span className="dimmed small" title={addresses.slice(1).join('\n')}>
                {t('people.moreAddresses', { count: addresses.length - 1 })}
              </span>
            )}
          </span>
        ),
      },
      {
        id: 'state',
        head: t('people.state'),
        track: '112px',
        cell: ({ active }) =>
          !active && (
            <span className="mark dimmed">
              <IconUserOff size={16} aria-hidden />
              <span>{inactive}</span>
            </span>
          ),
      },
    ]
    return withOrganisation ? columns : columns.filter(({ id }) => id !== 'organisation')
  }, [t, withOrganisation])
}

/** As the engine calls a person in its lists. */
export function fullNameOf({ firstName, name }: { readonly firstName: string; readonly name: string }): string {
  return [firstName, name].filter(part => part !== '').join(' ')
}
