import './days-chart.css'
import { Tooltip } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../components/format.ts'
import { type Day, nameOfDay, nameOfDays, OUTCOMES, sumOf } from './days.ts'
import { DaysTable } from './days-table.tsx'
import { niceCeiling } from './nice-ceiling.ts'

type DaysChartProps = { readonly days: readonly Day[] }

/** Messages by day of decision and outcome, as bars; as a table at the press of a button, and for screen readers. */
export function DaysChart({ days }: DaysChartProps) {
  const { t } = useTranslation()
  const [asTable, setAsTable] = useState(false)
  const total = days.reduce((sum, day) => sum + sumOf(day), 0)
  return (
    <section className="panel days" aria-label={t('overview.days')}>
      <div className="days-head">
        <h2>{t('overview.days')}</h2>
        <span className="dimmed">
          {t('overview.period', { days: nameOfDays(days), decided: t('overview.decided', { count: total }) })}
        </span>
        <button type="button" className="days-switch" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {t('overview.asTable')}
        </button>
      </div>
      {asTable ? (
        <div className="days-table">
          <DaysTable days={days} />
        </div>
      ) : (
        <>
          <div className="visually-hidden">
            <DaysTable days={days} />
          </div>
          <Bars days={days} />
          <ul className="days-legend" aria-hidden>
            {OUTCOMES.map(outcome => (
              <li key={outcome}>
                <span className={`days-swatch ${outcome}`} />
                {t(`overview.outcome.${outcome}`)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Bars({ days }: DaysChartProps) {
  const { t } = useTranslation()
  const most = niceCeiling(Math.max(0, ...days.map(sumOf)))
  return (
    <div className="days-plot" aria-hidden>
      <div className="days-scale">
        {[most, most / 2, 0].map(mark => (
          <span key={mark}>{formatNumber(mark)}</span>
        ))}
      </div>
      <div className="days-bars">
        {days.map((day, index) => (
          <Tooltip key={day.day} label={<DayFacts day={day} />} openDelay={100}>
            <div className="days-day">
              <div className="days-bar">
                {OUTCOMES.map(outcome =>
                  day[outcome] === 0 ? null : (
                    <span key={outcome} className={outcome} style={{ height: `${(day[outcome] / most) * 100}%` }} />
                  ),
                )}
              </div>
              <span className="days-name" data-last={index === days.length - 1}>
                <span>{nameOfDay(day.day, { weekday: 'narrow' })}</span>
                <span>{nameOfDay(day.day, { day: 'numeric' })}</span>
              </span>
            </div>
          </Tooltip>
        ))}
      </div>
      {days.every(day => sumOf(day) === 0) && <p className="days-none dimmed">{t('overview.noneDecided')}</p>}
    </div>
  )
}

function DayFacts({ day }: { readonly day: Day }) {
  const { t } = useTranslation()
  return (
    <div className="days-facts">
      <strong>{nameOfDay(day.day, { dateStyle: 'full' })}</strong>
      {OUTCOMES.toReversed().map(outcome => (
        <div key={outcome}>
          <span>{t(`overview.outcome.${outcome}`)}</span>
          <span className="number">{formatNumber(day[outcome])}</span>
        </div>
      ))}
    </div>
  )
}
