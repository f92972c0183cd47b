import { Button, type ButtonProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { OauthAccountView } from '../../../src-preload/contract/entities/oauth.ts'
import { startSignIn } from './use-sign-in.ts'

type SignInAgainProps = ButtonProps & { readonly account: Pick<OauthAccountView, 'id' | 'login'> }

/** Signs in for an account that is there already; whatever uses it keeps its settings. */
export function SignInAgain({ account: { id, login }, ...button }: SignInAgainProps) {
  const { t } = useTranslation()
  return (
    <Button
      size="xs"
      aria-label={t('account.signInAgainNamed', { login })}
      {...button}
      onClick={() => void startSignIn({ accountId: id, name: login, loginHint: login })}
    >
      {t('account.signInAgain')}
    </Button>
  )
}
