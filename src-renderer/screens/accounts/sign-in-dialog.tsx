import './accounts.css'
import { Button, Modal } from '@mantine/core'
import { IconAlertTriangleFilled, IconCircleCheckFilled, IconCopy } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { SignInView } from '../../../src-preload/contract/entities/oauth.ts'
import { copyText } from '../../components/copy-text.ts'
import { ForeignText } from '../../components/foreign-text.tsx'
import { OpenLinkButton } from '../../components/open-link-button.tsx'
import { attempt } from '../../components/toast.ts'
import { useLast } from '../../components/use-last.ts'
import { focusField } from '../../forms/focus-field.ts'
import { useQuery } from '../../stores/create-query-store.ts'
import { oauthAccounts } from '../../stores/queries.ts'
import { TimeLeft } from './time-left.tsx'
import { closeSignIn, type SignInRun, startSignIn, useSignIn } from './use-sign-in.ts'

type Shown = Exclude<SignInRun, { phase: 'none' }>

/** A sign-in with the browser from its start to its end, whichever page asked for it. */
export function SignInDialog() {
  const { t } = useTranslation()
  const run = useSignIn()
  // The words stay while the dialog fades.
  const shown = useLast(run.phase === 'none' ? null : run)
  return (
    <Modal
      opened={run.phase !== 'none'}
      onClose={closeSignIn}
      // A click beside it would give up what goes on in the browser.
      closeOnClickOutside={false}
      size="lg"
      onExitTransitionEnd={() => {
        const returnTo = shown?.wanted.returnTo
        if (returnTo && isFocusLost()) focusField(returnTo)
      }}
      title={shown && <ForeignText whole>{t('signIn.title', { name: shown.wanted.name })}</ForeignText>}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {shown && <Phase run={shown} />}
    </Modal>
  )
}

/** On nothing, or on what goes with the dialog. */
function isFocusLost(): boolean {
  const { activeElement } = document
  return activeElement === document.body || activeElement?.closest('[role="dialog"]') !== null
}

function Phase({ run }: { readonly run: Shown }) {
  const { t } = useTranslation()
  const first = useRef<HTMLButtonElement & HTMLAnchorElement>(null)
  const { phase } = run
  // The button that had the focus goes with its phase.
  useEffect(() => {
    if (phase !== 'starting') first.current?.focus()
  }, [phase])
  return (
    <div className="sign-in">
      <div role="status" className="sign-in-words">
        {phase === 'starting' && <p className="dimmed">{t('signIn.starting')}</p>}
        {phase === 'waiting' && <Waiting run={run} view={run.view} />}
        {phase === 'failed' && (
          <p className="note-bad sign-in-end">
            <IconAlertTriangleFilled size={18} className="bad" aria-hidden />
            <ForeignText whole>{run.message}</ForeignText>
          </p>
        )}
        {phase === 'done' && <Done accountId={run.accountId} />}
      </div>
      <div className="sign-in-buttons">
        {phase === 'waiting' && <TimeLeft endsAt={run.view.endsAt} />}
        {phase !== 'done' && (
          <Button variant="default" onClick={closeSignIn} data-autofocus={phase === 'starting' || undefined}>
            {phase === 'failed' ? t('common.close') : t('common.cancel')}
          </Button>
        )}
        {phase === 'waiting' && (
          <OpenLinkButton
            target={run.view.url}
            buttonRef={first}
            data-autofocus
            {...(run.view.opened ? { variant: 'default' } : {})}
          >
            {t(run.view.opened ? 'signIn.openAgain' : 'signIn.open')}
          </OpenLinkButton>
        )}
        {phase === 'failed' && (
          <Button ref={first} data-autofocus onClick={() => void startSignIn(run.wanted)}>
            {t('common.retry')}
          </Button>
        )}
        {phase === 'done' && (
          <Button ref={first} data-autofocus onClick={closeSignIn}>
            {t('signIn.goOn')}
          </Button>
        )}
      </div>
    </div>
  )
}

type WaitingProps = { readonly run: Shown; readonly view: SignInView }

/** What the person does now. The answer goes to this computer: a browser elsewhere would send it nowhere. */
function Waiting({ run: { wanted }, view }: WaitingProps) {
  const { t } = useTranslation()
  const { loginHint } = wanted
  return (
    <>
      <ol className="sign-in-steps">
        <li>{t(view.opened ? 'signIn.lookAtBrowser' : 'signIn.openPage')}</li>
        <li>
          {loginHint === '' ? t('signIn.signInThere') : t('signIn.signInThereAs', { login: loginHint })}
          {'clientId' in wanted && <span className="dimmed">{t('signIn.sharedMailbox')}</span>}
        </li>
        <li>{t('signIn.comeBack')}</li>
      </ol>
      {!view.opened && (
        <p className="dimmed small sign-in-elsewhere">
          <span>{t('signIn.sameComputer')}</span>
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconCopy size={14} aria-hidden />}
            onClick={() =>
              attempt(
                () => copyText(view.url),
                () => t('common.copied'),
              )
            }
          >
            {t('signIn.copyAddress')}
          </Button>
        </p>
      )}
    </>
  )
}

function Done({ accountId }: { readonly accountId: string }) {
  const { t } = useTranslation()
  const account = useQuery(oauthAccounts, {}).data?.find(({ id }) => id === accountId)
  return (
    <p className="sign-in-end">
      <IconCircleCheckFilled size={18} className="good" aria-hidden />
      <span>
        {account ? t('signIn.doneAs', { login: account.login }) : t('signIn.done')}{' '}
        {account && account.inboxIds.length > 0 && t('signIn.checksAgain', { count: account.inboxIds.length })}
      </span>
    </p>
  )
}
