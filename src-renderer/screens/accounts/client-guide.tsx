import { Button } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { OauthProviderView } from '../../../src-preload/contract/entities/oauth.ts'
import { copyText } from '../../components/copy-text.ts'
import { OpenLinkButton } from '../../components/open-link-button.tsx'
import { attempt } from '../../components/toast.ts'

/** What to do at each provider, in its order; `address` steps show the redirect address. */
const STEPS = {
  google: ['googleOpen', 'googleAudience', 'googleScope', 'googleCreate', 'googleCopy'],
  microsoft: ['microsoftOpen', 'microsoftKind', 'microsoftAddress', 'microsoftPermissions', 'microsoftCopy'],
  custom: ['customOpen', 'customAddress', 'customScope', 'customCopy'],
} as const

/** How Postdesk becomes known to a provider: a few steps, once for all inboxes. */
export function ClientGuide({ view }: { readonly view: OauthProviderView }) {
  const { t } = useTranslation()
  return (
    <section className="panel client-guide" aria-labelledby="client-guide-title">
      <h2 id="client-guide-title">{t('clientGuide.title', { provider: t(`oauthProvider.${view.provider}`) })}</h2>
      <ol>
        {STEPS[view.provider].map(step => (
          <li key={step}>
            {t(`clientGuide.${step}`)}
            {step.endsWith('Open') && view.registerUrl !== '' && (
              <OpenLinkButton size="compact-sm" variant="light" className="client-guide-link" target={view.registerUrl}>
                {t('clientGuide.open')}
              </OpenLinkButton>
            )}
            {step.endsWith('Address') && <RedirectAddress address={view.redirectUri} />}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** What the provider sends the browser back to. */
export function RedirectAddress({ address }: { readonly address: string }) {
  const { t } = useTranslation()
  return (
    <span className="redirect-address">
      <code>{address}</code>
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconCopy size={14} aria-hidden />}
        aria-label={t('clientGuide.copyAddress')}
        onClick={() =>
          attempt(
            () => copyText(address),
            () => t('common.copied'),
          )
        }
      >
        {t('common.copy')}
      </Button>
    </span>
  )
}
