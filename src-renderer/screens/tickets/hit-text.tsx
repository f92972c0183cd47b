import type { TFunction } from 'i18next'
import { Fragment } from 'react'
import type { TicketViewRow } from '../../../src-preload/contract/entities/ticket-views.ts'
import type { Hit } from '../../../src-preload/contract/entities/view.ts'
import { ForeignText } from '../../components/foreign-text.tsx'

type Parts = Hit['parts']

/** So much before the first hit is shown, that it stands within the line. */
const MOST_BEFORE = 32

/** Text of strangers with the words marked that were searched for. */
export function HitText({ parts }: { readonly parts: Parts }) {
  const keyed = parts.map((part, at) => ({ ...part, key: `${at} ${part.text}` }))
  return (
    <bdi className="cut" title={joined(parts)}>
      {keyed.map(({ key, text, hit }) => (hit ? <mark key={key}>{text}</mark> : <Fragment key={key}>{text}</Fragment>))}
    </bdi>
  )
}

/** The text of a cell; marked when the search hit just there. */
export function MaybeHit({
  row,
  field,
  text,
}: {
  readonly row: TicketViewRow
  readonly field: Hit['field']
  readonly text: string
}) {
  const parts = wholeHit(row, field, text)
  return parts ? <HitText parts={parts} /> : <ForeignText>{text}</ForeignText>
}

/** The second line of a row: where else the words were found. */
export function HitLine({ row, t }: { readonly row: TicketViewRow; readonly t: TFunction }) {
  const elsewhere = row.hits.filter(
    hit => !(hit.field === 'title' && wholeHit(row, 'title', row.title)) && !(hit.field === 'ref'),
  )
  if (elsewhere.length === 0) return <span className="hit-line">&nbsp;</span>
  const keyed = elsewhere.slice(0, 4).map((hit, at) => ({ hit, key: `${at} ${hit.field}` }))
  return (
    <span className="hit-line">
      {keyed.map(({ hit, key }) => (
        <span key={key} className="hit">
          <span className="hit-field">{t(`ticketHit.${hit.field}`)}</span>
          <HitText parts={nearHit(hit.parts)} />
        </span>
      ))}
    </span>
  )
}

/** The hit of a field when it holds the whole of what the cell shows. */
function wholeHit(row: TicketViewRow, field: Hit['field'], text: string): Parts | null {
  return row.hits.find(hit => hit.field === field && joined(hit.parts) === text)?.parts ?? null
}

function nearHit(parts: Parts): Parts {
  const first = parts.findIndex(({ hit }) => hit)
  const before = joined(parts.slice(0, Math.max(first, 0))).replace(/\s+/g, ' ')
  if (first <= 0 || before.length <= MOST_BEFORE) return parts
  const near = before.slice(-MOST_BEFORE).replace(/^\S*\s/, '')
  return [{ text: `…${near}`, hit: false }, ...parts.slice(first)]
}

function joined(parts: Parts): string {
  return parts.map(({ text }) => text).join('')
}
