import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Guide } from './use-guide.ts'

/** The account works and only its folder does not: that is for the next step to say. */
export function GoOnAnyway({ guide }: { readonly guide: Guide }) {
  const { t } = useTranslation()
  const goOn = () => {
    guide.prove()
    guide.goOn()
  }
  return (
    <Button variant="subtle" onClick={goOn}>
      {t('guide.goOnAnyway')}
    </Button>
  )
}
