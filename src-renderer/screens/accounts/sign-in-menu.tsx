import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconLogin2, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OauthClientView, OauthProviderView } from '../../../src-preload/contract/entities/oauth.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { ClientDialog } from './client-dialog.tsx'
import { serves } from './serving-clients.ts'
import { startSignIn } from './use-sign-in.ts'

type SignInMenuProps = {
  readonly clients: readonly OauthClientView[]
  readonly providers: readonly OauthProviderView[]
  /** The mail server that somebody wants to read; '' when none is known. */
  readonly server: string
  readonly loginHint: string
  /** Nothing else is there to do. */
  readonly isFirst?: boolean
  readonly onDone?: (accountId: string) => void
  /** The field that this stands beside. */
  readonly returnTo: string
}

/** Signs in at a client that the provider knows, or makes one first. */
export function SignInMenu({
  clients,
  providers,
  server,
  loginHint,
  isFirst = false,
  onDone,
  returnTo,
}: SignInMenuProps) {
  const { t } = useTranslation()
  const [isAdding, setAdding] = useState(false)
  const signIn = (clientId: string, name: string) =>
    void startSignIn({ clientId, name, loginHint, returnTo, ...(onDone ? { onDone } : {}) })
  const sorted = clients.toSorted((a, b) => Number(serves(b, server, providers)) - Number(serves(a, server, providers)))
  const look = isFirst ? {} : ({ variant: 'default' } as const)
  return (
    <>
      {clients.length === 0 ? (
        <Button {...look} leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
          {t('accountField.setUp')}
        </Button>
      ) : (
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <Button
              {...look}
              leftSection={<IconLogin2 size={16} aria-hidden />}
              rightSection={<IconChevronDown size={14} aria-hidden />}
            >
              {t('accountField.signInWith')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown className="sign-in-menu">
            {sorted.map(({ id, config }) => (
              <Menu.Item key={id} onClick={() => signIn(id, config.name)}>
                <ForeignText>{config.name}</ForeignText>
                <span className="dimmed small">{t(`oauthProvider.${config.provider}`)}</span>
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAdding(true)}>
              {t('accountField.newClient')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      <ClientDialog
        opened={isAdding}
        server={server}
        onClose={() => setAdding(false)}
        onSaved={(id, name) => {
          setAdding(false)
          signIn(id, name)
        }}
      />
    </>
  )
}
