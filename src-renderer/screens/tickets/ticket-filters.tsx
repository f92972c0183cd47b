import { Button, CloseButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TicketCounts } from '../../../src-preload/contract/entities/ticket-views.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { Segments } from '../../components/segments.tsx'
import { TicketMark, ticketStateWord } from '../../components/ticket-state-mark.tsx'
import { ChoiceMenu } from './choice-menu.tsx'
import { SinceMenu } from './since-menu.tsx'
import {
  choose,
  clearFilters,
  isFiltered,
  type Scope,
  scopeOf,
  searchFor,
  statesOf,
  useTicketChoice,
} from './ticket-choice.ts'

const SCOPES: readonly Scope[] = ['open', 'all', 'closed']

/** Which tickets the list shows; what is chosen stands on the buttons. */
export function TicketFilters({ counts }: { readonly counts: TicketCounts | null }) {
  const { t } = useTranslation()
  const choice = useTicketChoice(state => state.choice)
  const { states, classes, since, caller, organisation } = choice
  const countOf = (scope: Scope) =>
    (counts?.states ?? []).reduce(
      (sum, { closed, count }) => sum + (scope === 'all' || closed === (scope === 'closed') ? count : 0),
      0,
    )
  return (
    <search className="ticket-tools" aria-label={t('ticketFilter.label')}>
      <SearchField label={t('tickets.search')} searched={choice.search} width={240} onSearch={searchFor} />
      <Segments
        label={t('ticketFilter.scope')}
        disabled={counts === null}
        value={scopeOf(states, counts)}
        onChange={scope => choose({ states: statesOf(scope, counts) })}
        options={SCOPES.map(scope => ({
          value: scope,
          label: counts
            ? t('ticketFilter.scoped', { name: t(`ticketFilter.${scope}`), count: countOf(scope) })
            : t(`ticketFilter.${scope}`),
        }))}
      />
      <ChoiceMenu
        name={t('ticketFilter.state')}
        chosen={scopeOf(states, counts) === null ? states : []}
        options={(counts?.states ?? []).map(({ code, label, count }) => ({
          value: code,
          word: ticketStateWord(t, code, label),
          shown: <TicketMark state={code} word={ticketStateWord(t, code, label)} />,
          count,
        }))}
        onChange={next => choose({ states: next })}
      />
      <ChoiceMenu
        name={t('ticketFilter.class')}
        chosen={classes}
        options={(counts?.classes ?? []).map(row => ({
          value: row.class,
          word: t(`ticketClass.${row.class}`),
          shown: t(`ticketClass.${row.class}`),
          count: row.count,
        }))}
        onChange={next =>
          choose({ classes: (counts?.classes ?? []).map(row => row.class).filter(name => next.includes(name)) })
        }
      />
      <SinceMenu since={since} onChange={next => choose({ since: next })} />
      {caller && (
        <Chip
          text={t('ticketFilter.caller', { name: caller.name })}
          name={caller.name}
          onRemove={() => choose({ caller: null })}
        />
      )}
      {organisation && (
        <Chip
          text={t('ticketFilter.organisation', { name: organisation.name })}
          name={organisation.name}
          onRemove={() => choose({ organisation: null })}
        />
      )}
      {isFiltered(choice) && (
        <Button variant="subtle" onClick={clearFilters}>
          {t('ticketFilter.clear')}
        </Button>
      )}
    </search>
  )
}

type ChipProps = { readonly text: string; readonly name: string; readonly onRemove: () => void }

function Chip({ text, name, onRemove }: ChipProps) {
  const { t } = useTranslation()
  return (
    <span className="filter-chip">
      <ForeignText>{text}</ForeignText>
      <CloseButton size="xs" aria-label={t('ticketFilter.remove', { name })} onClick={onRemove} />
    </span>
  )
}
