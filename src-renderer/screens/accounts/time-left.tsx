import { useTranslation } from 'react-i18next'
import { useSecond } from '../inbox/inbox-health.tsx'

/** `9:41`, counting down; read out only when somebody goes there. */
export function TimeLeft({ endsAt }: { readonly endsAt: number }) {
  const { t } = useTranslation()
  const seconds = Math.max(0, Math.ceil((endsAt - useSecond()) / 1_000))
  const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return (
    <span role="timer" className="dimmed number sign-in-time">
      {t('signIn.timeLeft', { time })}
    </span>
  )
}
