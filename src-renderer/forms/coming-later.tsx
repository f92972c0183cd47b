import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** Beside something that is looked for and not there yet. */
export function ComingLater() {
  const { t } = useTranslation()
  return (
    <Badge size="sm" variant="light" color="gray" tt="none" fw={500} className="coming-later">
      {t('form.comesLater')}
    </Badge>
  )
}
