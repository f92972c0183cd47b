import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../components/format.ts'
import { type Day, nameOfDay, OUTCOMES } from './days.ts'

/** The same numbers as the bars, the last day first. */
export function DaysTable({ days }: { readonly days: readonly Day[] }) {
  const { t } = useTranslation()
  return (
    <table className="list">
      <caption className="visually-hidden">{t('overview.days')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('overview.day')}</th>
          {OUTCOMES.map(outcome => (
            <th key={outcome} scope="col" className="number">
              {t(`overview.outcome.${outcome}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.toReversed().map(day => (
          <tr key={day.day}>
            <th scope="row">{nameOfDay(day.day, { weekday: 'short', day: 'numeric', month: 'short' })}</th>
            {OUTCOMES.map(outcome => (
              <td key={outcome} className={day[outcome] === 0 ? 'number dimmed' : 'number'}>
                {formatNumber(day[outcome])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
