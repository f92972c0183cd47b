import { Button, Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FailureNote } from '../../components/failure-note.tsx'
import { focusField } from '../../forms/focus-field.ts'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { fieldId } from '../inbox-form/field-id.ts'
import { FoundTrail } from '../inbox-form/found-trail.tsx'
import { ProtocolField } from '../inbox-form/protocol-field.tsx'
import { ServerFields } from '../inbox-form/server-fields.tsx'
import { findWrong } from './find-wrong.ts'
import { ServerChoice } from './server-choice.tsx'
import { StepForm } from './step-form.tsx'
import { FIELDS } from './steps.ts'
import type { Guide } from './use-guide.ts'
import { BY_HAND } from './use-server-search.ts'

/** The server as it was found, another one that was found, or one that is entered by hand. */
export function ServerStep({ form, guide }: { readonly form: InboxForm; readonly guide: Guide }) {
  const { t } = useTranslation()
  const { search } = guide
  const { found, choice } = search
  const domain = search.askedFor.replace(/^.*@/, '')
  const goOn = async () => {
    const wrong = await findWrong(form, FIELDS.server)
    if (wrong === null) {
      guide.goOn()
      return
    }
    search.byHand()
    // Its field is there only with the next drawing.
    guide.open('server', wrong)
    focusField(fieldId(wrong))
  }
  const byHand = (
    <Button variant="subtle" size="compact-sm" onClick={search.byHand}>
      {t('guide.byHand')}
    </Button>
  )
  const hasServers = found.phase === 'found' && found.servers.length > 0
  return (
    <StepForm guide={guide} onGoOn={goOn} disabled={choice === null} phase={`${found.phase} ${hasServers}`}>
      <div role="status" aria-busy={found.phase === 'looking'}>
        {found.phase === 'looking' && (
          <div className="guide-looking">
            <Progress value={100} animated size="sm" aria-label={t('guide.looking', { domain })} />
            <p>
              {t('guide.looking', { domain })} <span className="dimmed">{t('guide.lookingHelp')}</span>
            </p>
            {byHand}
          </div>
        )}
        {found.phase === 'found' && !hasServers && <p>{t('guide.noneFound', { domain })}</p>}
      </div>
      {found.phase === 'failed' && choice === null && (
        <div>
          <FailureNote message={found.message} onRetry={() => void search.look(search.askedFor)} />
          {byHand}
        </div>
      )}
      {hasServers && <ServerChoice servers={found.servers} search={search} />}
      {choice === BY_HAND && <ServerByHand form={form} />}
      {found.phase === 'found' && <FoundTrail trail={found.trail} />}
    </StepForm>
  )
}

function ServerByHand({ form }: { readonly form: InboxForm }) {
  return (
    <>
      <ProtocolField form={form} protocols={['imap', 'pop3']} />
      <ServerFields form={form} />
    </>
  )
}
