import { Button, Input, Progress, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { InboxConfig } from '../../../src-preload/contract/entities/inbox.ts'
import { FailureNote } from '../../components/failure-note.tsx'
import { focusField } from '../../forms/focus-field.ts'
import type { InboxForm } from '../../forms/use-inbox-form.ts'
import { fieldId } from '../inbox-form/field-id.ts'
import { FoundTrail } from '../inbox-form/found-trail.tsx'
import { ServerFields, standardPort } from '../inbox-form/server-fields.tsx'
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
  const { t } = useTranslation()
  const { values, set } = form
  const choose = (protocol: InboxConfig['protocol']) => {
    // A port that only repeats the usual one follows; any other was meant.
    if (values.port === standardPort(values)) set('port', '')
    set('protocol', protocol)
  }
  return (
    <>
      <Input.Wrapper label={t('inboxForm.protocol')} labelElement="div" labelProps={{ id: 'protocol-label' }}>
        <SegmentedControl
          id={fieldId('protocol')}
          fullWidth
          aria-labelledby="protocol-label"
          value={values.protocol}
          onChange={value => choose(InboxConfig.shape.protocol.parse(value))}
          data={[
            { value: 'imap', label: 'IMAP' },
            { value: 'pop3', label: 'POP3' },
          ]}
        />
      </Input.Wrapper>
      <ServerFields form={form} />
    </>
  )
}
